import type { FaultRecord } from '../../api/types';
import { h } from '../../dom';
import { between, clockMs, duration } from '../../ui/format';
import { icon } from '../../ui/icon';

const finals: Readonly<Record<string, string>> = {
  noEffect: 'No caller saw an effect', failed: 'It could not act', stuck: 'Its removal is not proven', notRecovered: 'The target did not answer again in time',
};

/** What has happened to a fault so far, and what is still to come. */
export function faultTimeline(fault: FaultRecord): HTMLElement {
  const momentary = fault.recoveredAt !== undefined && fault.liftedAt === undefined;
  const over = !['requested', 'active', 'lifted'].includes(fault.state);
  const steps: [string, string | undefined, string][] = [
    ['Requested', fault.requestedAt, 'wait'],
    ['Acted', fault.actedAt, 'fault'],
    ['Its effect was seen by an independent caller', fault.effectSeenAt, 'search'],
    ...(momentary ? [] : [['It ended', fault.liftedAt, 'stop'] as [string, string | undefined, string]]),
    ['The target answered its callers again', fault.recoveredAt, 'ok'],
  ];
  const shown = over ? steps.filter(([, at]) => at !== undefined) : steps;
  const final = finals[fault.state];
  return h('ol', { class: 'timeline' },
    shown.map(([text, at, picture]) => step(text, at, picture, at === undefined ? 'to come' : 'done', between(fault.requestedAt, at))),
    final ? step(final, undefined, 'warn', 'bad', undefined) : null,
    !over && fault.endsAt ? h('li', { class: 'small muted' }, `It ends by itself at ${clockMs(fault.endsAt).slice(0, 8)} at the latest.`) : null);
}

function step(text: string, at: string | undefined, picture: string, state: string, after: number | undefined): HTMLElement {
  return h('li', { class: 'timeline-step', 'data-state': state },
    icon(picture),
    h('span', { class: 'grow' }, text, state === 'to come' ? h('span', { class: 'muted' }, ' · not yet') : null),
    at ? h('span', { class: 'number muted small nowrap' }, `${clockMs(at)}${after ? ` · +${duration(after)}` : ''}`) : null);
}
