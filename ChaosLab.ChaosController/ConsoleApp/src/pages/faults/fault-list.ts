import type { FaultRecord } from '../../api/types';
import { attribute, h, replace, text } from '../../dom';
import { badge } from '../../ui/badge';
import { between, countdown, duration } from '../../ui/format';
import { faultWord } from '../../ui/health';
import { keyed, type Part } from '../../ui/keyed';
import { removeButton } from './fault-actions';

export interface FaultList { element: HTMLElement; update(faults: readonly FaultRecord[]): void; tick(): void }

/** Faults with the time they have left and a button to remove them. */
export function faultList(nothing = 'No fault acts now.'): FaultList {
  const list = h('ul', { class: 'fault-list' });
  const none = h('p', { class: 'muted small' }, nothing);
  const rows = new Set<Row>();
  const show = keyed<FaultRecord>(list, fault => fault.id, fault => {
    const made = new Row(fault);
    rows.add(made);
    return made;
  });
  return {
    element: h('div', null, none, list),
    update(faults) {
      show(faults);
      for (const row of rows) if (!row.element.isConnected && !faults.some(fault => fault.id === row.id)) rows.delete(row);
      none.hidden = faults.length > 0;
      list.hidden = faults.length === 0;
    },
    tick() {
      for (const row of rows) row.tick();
    },
  };
}

class Row implements Part<FaultRecord> {
  readonly id: string;
  readonly element: HTMLLIElement;
  private readonly left = h('span', { class: 'number fault-left' });
  private readonly bar = h('span', { class: 'fault-bar', 'aria-hidden': 'true' });
  private readonly seen = h('span', { class: 'muted small' });
  private readonly state = h('span');
  private readonly end: HTMLElement;
  private fault: FaultRecord;
  private shown = '';

  constructor(fault: FaultRecord) {
    this.id = fault.id;
    this.fault = fault;
    this.end = removeButton(fault);
    this.element = h('li', { class: 'fault-row' },
      h('div', { class: 'grow fault-what' },
        h('div', { class: 'wrap' }, h('a', { href: `/faults/${encodeURIComponent(fault.id)}`, class: 'fault-name' }, fault.kind), h('span', { class: 'muted' }, ' on '), fault.target),
        h('div', { class: 'row' }, this.state, this.seen)),
      h('div', { class: 'row nowrap fault-end' }, this.left, this.end), this.bar);
  }

  update(fault: FaultRecord): void {
    this.fault = fault;
    if (this.shown !== fault.state) {
      const word = faultWord(fault.state);
      replace(this.state, badge(word.tone, word.text, word.icon));
      this.shown = fault.state;
    }
    this.end.hidden = fault.state !== 'active' && fault.state !== 'requested' && fault.state !== 'stuck';
    text(this.seen, fault.effectSeenAt ? `felt after ${duration(Math.max(0, between(fault.actedAt, fault.effectSeenAt) ?? 0))}` : '');
    this.tick();
  }

  tick(): void {
    const { actedAt, endsAt, state } = this.fault;
    const acting = state === 'active' || state === 'requested';
    text(this.left, !acting ? '' : endsAt ? countdown(Date.parse(endsAt) - Date.now()) : 'until removed');
    const whole = between(actedAt, endsAt);
    const share = acting && whole && endsAt ? Math.max(0, Math.min(1, (Date.parse(endsAt) - Date.now()) / whole)) : 0;
    this.bar.style.transform = `scaleX(${share})`;
    attribute(this.element, 'data-state', state);
  }
}
