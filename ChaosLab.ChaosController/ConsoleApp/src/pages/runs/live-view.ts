import { aborted, ApiProblem, getJson, post, sentence, streamLines } from '../../api/client';
import type { RunEvent } from '../../api/history-types';
import type { RunStatus } from '../../api/types';
import { h, replace, text } from '../../dom';
import { ask } from '../../shell/dialog';
import type { PageContext } from '../../shell/page';
import { complain, toast } from '../../shell/toasts';
import { button, whileBusy } from '../../ui/button';
import { card } from '../../ui/card';
import { countdown } from '../../ui/format';
import { pageHead } from '../../ui/page-head';
import { everySecond } from '../../ui/ticker';
import { pause } from '../../ui/timing';
import { runningBadge } from '../../ui/verdict';
import { eventList } from './event-list';
import { liveCharts } from './live-charts';
import { liveFaults } from './live-faults';
import { progressOf } from './progress';
import { phaseSteps, stepper } from './stepper';

/** A run that goes on: its phases, faults and traffic as they happen. Ends when the run does. */
export async function liveView(context: PageContext, status: RunStatus, crumbs: HTMLElement): Promise<void> {
  const { root, live } = context;
  const gone = new AbortController();
  const signal = AbortSignal.any([context.signal, gone.signal]);
  context.title(`Running: ${status.title}`);

  const time = h('span', { class: 'number' });
  const stop = button('Abort …', () => void whileBusy(stop, () => abort(status)), { kind: 'danger', icon: 'stop', changes: true });
  const trouble = h('div', { role: 'status' });
  const phases = stepper();
  const steps = phaseSteps();
  const timeline = eventList(Date.parse(status.startedAt));
  replace(root, crumbs,
    pageHead(status.title, [runningBadge(), ' ', time, ` · seed ${status.seed} · `, h('span', { class: 'mono' }, status.id)], stop),
    trouble, phases.element,
    h('div', { class: 'run-columns' },
      h('div', { class: 'stack' }, card('Steps', steps.element), card('Faults of this run', liveFaults(live, status.id, signal))),
      h('div', { class: 'stack' }, card('The shop under it', liveCharts(live, signal)), card('Timeline', timeline.element))));
  everySecond(() => text(time, countdown(Date.now() - Date.parse(status.startedAt))), signal);

  let events: RunEvent[] = [];
  let frame = 0;
  const draw = (): void => {
    frame = 0;
    if (signal.aborted) return;
    const progress = progressOf(events);
    phases.update(progress);
    steps.update(progress);
    timeline.update(events);
  };
  try {
    while (!signal.aborted) {
      // The stream tells everything from the start, so a new connection begins anew.
      const heard: RunEvent[] = [];
      try {
        await streamLines(`/api/runs/${encodeURIComponent(status.id)}/events`, line => {
          const event = read(line);
          if (!event) return;
          heard.push(event);
          if (heard.length >= events.length) {
            events = heard;
            frame ||= requestAnimationFrame(draw);
          }
        }, signal);
        if (events.at(-1)?.kind === 'verdict' || !await goesOn(status.id, signal)) return;
      } catch (error) {
        if (aborted(error) || (error instanceof ApiProblem && error.missing)) return;
        replace(trouble, h('p', { class: 'notice warn' }, `The run's events are interrupted, trying again: ${sentence(error)}`));
      }
      await pause(1000, signal);
      replace(trouble);
    }
  } finally {
    cancelAnimationFrame(frame);
    gone.abort();
  }
}

async function goesOn(id: string, signal: AbortSignal): Promise<boolean> {
  return (await getJson<RunStatus>(`/api/runs/${encodeURIComponent(id)}`, signal)).running;
}

async function abort(status: RunStatus): Promise<void> {
  const sure = await ask({
    title: 'Abort this run?', confirm: 'Abort the run', danger: true,
    body: h('p', null, 'All its faults are undone at once, the load ends, and the verdict is “aborted”. What it has seen so far is kept.'),
  });
  if (!sure) return;
  try {
    await post(`/api/runs/${encodeURIComponent(status.id)}/abort`, { reason: 'aborted in the console' });
    toast('The run is being aborted; its faults are undone.', 'info');
  } catch (error) {
    complain(sentence(error));
  }
}

function read(line: string): RunEvent | undefined {
  if (line.trim() === '') return undefined;
  try {
    return JSON.parse(line) as RunEvent;
  } catch {
    return undefined;
  }
}
