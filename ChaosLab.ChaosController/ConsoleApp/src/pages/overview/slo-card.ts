import type { SloStatus } from '../../api/types';
import { attribute, h, replace, text } from '../../dom';
import { badge } from '../../ui/badge';
import { card } from '../../ui/card';
import { count, duration, number, percent } from '../../ui/format';

/** The service-level objective: how available the shop was, and how much of the error budget is gone. */
export function sloCard(): { element: HTMLElement; update(slo: SloStatus): void } {
  const value = h('span', { class: 'figure number' });
  const target = h('span', { class: 'muted small' });
  const fill = h('div', { class: 'meter-fill' });
  const meter = h('div', { class: 'meter', role: 'meter', 'aria-label': 'Error budget burnt', 'aria-valuemin': 0, 'aria-valuemax': 100 }, fill);
  const burnt = h('span', { class: 'number' });
  const rate = h('span', { class: 'row' });
  const requests = h('span', { class: 'number' });
  return {
    element: card('Objective', [
      h('div', { class: 'row figure-row' }, value, target),
      h('div', null, h('div', { class: 'row spread small' }, h('span', { class: 'muted' }, 'Error budget burnt'), burnt), meter),
      h('div', { class: 'row spread small' }, h('span', { class: 'muted' }, 'Burn rate, last 5 min'), rate),
      h('div', { class: 'row spread small' }, h('span', { class: 'muted' }, 'Requests'), requests),
    ]),
    update(slo) {
      text(value, slo.availability === undefined ? '–' : percent(slo.availability, 3));
      text(target, `available; the target is ${percent(slo.target, 3)} over ${duration(slo.windowSeconds * 1_000)}`);
      const share = slo.budgetBurnt ?? 0;
      fill.style.transform = `scaleX(${Math.min(1, share)})`;
      attribute(meter, 'data-tone', share >= 1 ? 'bad' : share >= 0.5 ? 'warn' : 'ok');
      attribute(meter, 'aria-valuenow', Math.round(Math.min(1, share) * 100));
      attribute(meter, 'aria-valuetext', percent(slo.budgetBurnt, 0));
      text(burnt, slo.budgetBurnt === undefined ? '–' : percent(slo.budgetBurnt, 0));
      if (rate.dataset['value'] !== String(slo.burnRate)) replace(rate, burn(slo.burnRate));
      rate.dataset['value'] = String(slo.burnRate);
      text(requests, `${number(slo.requests)}, ${count(slo.errors, 'error')}`);
    },
  };
}

function burn(rate: number | undefined): HTMLElement {
  if (rate === undefined) return badge('neutral', 'not known yet');
  const text = `${number(Math.round(rate * 100) / 100)} ×`;
  return rate > 1 ? badge('bad', `${text} too fast`, 'warn') : badge('ok', text);
}
