import type { RunEvent, RunEventKind } from '../../api/history-types';
import { h } from '../../dom';
import { clockMs } from '../../ui/format';
import { icon } from '../../ui/icon';

const most = 2000;

const pictures: Partial<Record<RunEventKind, string>> = {
  runStarted: 'play', intent: 'lock', steadyState: 'experiment', activityStarted: 'next', activityEnded: 'ok', faultActed: 'fault', faultSeen: 'fault',
  faultEnded: 'fault', faultRecovered: 'ok', health: 'resource', detection: 'warn', loadStarted: 'metric', loadEnded: 'metric', abort: 'stop',
  rollback: 'down', note: 'help', verdict: 'run',
};

const words: Partial<Record<RunEventKind, string>> = {
  runStarted: 'run', steadyState: 'hypothesis', activityStarted: 'begins', activityEnded: 'ends', faultActed: 'fault acts', faultSeen: 'fault felt',
  faultEnded: 'fault ends', faultRecovered: 'recovered', loadStarted: 'load', loadEnded: 'load', detection: 'noticed',
};

/** What happened, in the order of time, each with the time since the run's start. */
export function eventList(startedAt: number): { element: HTMLElement; update(events: readonly RunEvent[]): void } {
  const list = h('ol', { class: 'events', tabindex: 0, 'aria-label': 'Events of the run' });
  let shown = 0;
  return {
    element: list,
    update(events) {
      if (events.length < shown) {
        list.replaceChildren();
        shown = 0;
      }
      // Somebody who has scrolled up is left there.
      const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 30;
      for (const event of events.slice(shown)) list.append(line(event, startedAt));
      shown = events.length;
      while (list.children.length > most) list.firstElementChild?.remove();
      if (atEnd) list.scrollTop = list.scrollHeight;
    },
  };
}

function line(event: RunEvent, startedAt: number): HTMLElement {
  const seconds = (Date.parse(event.at) - startedAt) / 1000;
  return h('li', { class: `event event-${event.kind}${trouble(event) ? ' event-trouble' : ''}` },
    h('time', { class: 'mono muted', datetime: event.at, title: clockMs(event.at) }, `${seconds < 0 ? '' : '+'}${seconds.toFixed(2)} s`),
    h('span', { class: 'event-kind' }, icon(trouble(event) ? 'bad' : pictures[event.kind] ?? 'help'), words[event.kind] ?? event.kind),
    h('span', { class: 'wrap' }, event.text));
}

/** Whether an activity failed or was outside its tolerance. */
function trouble(event: RunEvent): boolean {
  const data = event.kind === 'activityEnded' && typeof event.data === 'object' ? event.data as { succeeded?: boolean; toleranceMet?: boolean } | null : null;
  return data?.succeeded === false || data?.toleranceMet === false;
}
