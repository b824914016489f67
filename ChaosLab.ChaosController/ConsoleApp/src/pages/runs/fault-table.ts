import type { FaultOutcome } from '../../api/history-types';
import { h } from '../../dom';
import { badge } from '../../ui/badge';
import { between, clockMs, duration } from '../../ui/format';
import { faultWord } from '../../ui/health';
import { tableFrame } from '../../ui/table-frame';

/** The faults of a run: when they acted, when they were felt, and how the shop came back. */
export function faultTable(faults: readonly FaultOutcome[]): HTMLElement {
  const columns = ['Fault', 'State', 'Acted', 'Felt after', 'Lasted', 'Noticed after', 'Recovered after (RTO)', 'Also fell'];
  return tableFrame('Faults of the run', h('table', { class: 'table' },
    h('caption', { class: 'hidden-text' }, 'Faults of the run'),
    h('thead', null, h('tr', null, columns.map((name, index) => h('th', { scope: 'col', class: index >= 2 && index <= 4 ? 'number' : undefined }, name)))),
    h('tbody', null, faults.map(row))));
}

function row({ fault, rtoSeconds, mttdSeconds, detectedBy, cascade }: FaultOutcome): HTMLElement {
  const word = faultWord(fault.state);
  return h('tr', null,
    h('th', { scope: 'row' }, h('span', { class: 'fault-kind' }, fault.kind), ' on ', h('span', { class: 'mono nowrap' }, fault.target), h('div', { class: 'muted small' }, fault.id)),
    h('td', null, badge(word.tone, word.text, word.icon)),
    h('td', { class: 'number nowrap' }, clockMs(fault.actedAt)),
    h('td', { class: 'number' }, duration(between(fault.actedAt, fault.effectSeenAt))),
    h('td', { class: 'number' }, duration(between(fault.actedAt, fault.liftedAt))),
    h('td', null, h('span', { class: 'number' }, seconds(mttdSeconds)), detectedBy ? h('div', { class: 'muted small' }, detectedBy) : null),
    h('td', null, rtoSeconds === undefined ? badge('bad', 'not seen') : h('strong', { class: 'number' }, seconds(rtoSeconds))),
    h('td', null, cascade.length === 0 ? h('span', { class: 'muted' }, 'nothing') : cascade.join(', ')));
}

function seconds(value: number | undefined): string {
  return duration(value === undefined ? undefined : value * 1000);
}
