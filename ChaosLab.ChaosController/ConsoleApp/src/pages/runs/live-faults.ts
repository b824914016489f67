import type { FaultRecord } from '../../api/types';
import { h, replace, text } from '../../dom';
import type { LiveStore } from '../../live/live-store';
import { badge } from '../../ui/badge';
import { faultLink } from '../../ui/fault-link';
import { between, countdown, duration } from '../../ui/format';
import { faultWord } from '../../ui/health';
import { everySecond } from '../../ui/ticker';

/** The faults of a run, counting down while they act. */
export function liveFaults(live: LiveStore, run: string, signal: AbortSignal): HTMLElement {
  const list = h('ul', { class: 'run-faults' });
  let faults: FaultRecord[] = [];
  const draw = (): void => replace(list, faults.length === 0 ? h('li', { class: 'muted' }, 'None has been injected yet.') : faults.map(item));
  live.subscribe('faults', all => {
    faults = all.filter(fault => fault.owner === `run ${run}` || fault.reason?.startsWith(`run ${run}`));
    draw();
  }, signal);
  everySecond(() => {
    for (const left of list.querySelectorAll<HTMLElement>('[data-end]')) text(left, countdown(Number(left.dataset['end']) - Date.now()));
  }, signal);
  return list;
}

function item(fault: FaultRecord): HTMLElement {
  const word = faultWord(fault.state);
  const felt = between(fault.actedAt, fault.effectSeenAt);
  const recovery = between(fault.liftedAt, fault.recoveredAt);
  return h('li', null,
    h('div', { class: 'row' }, faultLink(fault.id), h('strong', null, fault.kind), ' on ', h('span', { class: 'mono' }, fault.target), badge(word.tone, word.text, word.icon),
      fault.state === 'active' && fault.endsAt ? h('span', { class: 'number countdown', 'data-end': Date.parse(fault.endsAt) }, countdown(Date.parse(fault.endsAt) - Date.now())) : null),
    h('div', { class: 'muted small' }, [
      felt === undefined ? '' : `felt after ${duration(felt)}`,
      recovery === undefined ? '' : `recovered ${duration(recovery)} after its end`,
    ].filter(Boolean).join(' · ')));
}
