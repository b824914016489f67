import type { Check } from '../../api/types';
import { h } from '../../dom';
import { badge } from '../../ui/badge';
import { tableFrame } from '../../ui/table-frame';

/** Everything that was checked, with its evidence; what did not hold comes first. */
export function checkTable(checks: readonly Check[]): HTMLElement {
  const order = [...checks].sort((a, b) => weight(a) - weight(b));
  return tableFrame('Checks', h('table', { class: 'table' },
    h('caption', { class: 'hidden-text' }, 'Checks'),
    h('thead', null, h('tr', null, ['Check', 'Outcome', 'Expected', 'Actual', 'Evidence'].map(name => h('th', { scope: 'col' }, name)))),
    h('tbody', null, order.map(check => h('tr', null,
      h('th', { scope: 'row' }, check.name), h('td', null, outcomeBadge(check)), h('td', null, check.expected), h('td', null, check.actual),
      h('td', { class: 'muted' }, check.evidence ?? ''))))));
}

export function outcomeBadge(check: Pick<Check, 'outcome'>): HTMLElement {
  switch (check.outcome) {
    case 'held': return badge('ok', 'held');
    case 'notHeld': return badge('bad', 'not held');
    default: return badge('warn', 'unknown', 'unknown');
  }
}

function weight(check: Check): number {
  return { notHeld: 0, unknown: 1, held: 2 }[check.outcome];
}
