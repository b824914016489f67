import { post, remove, sentence } from '../../api/client';
import type { LoadStatus } from '../../api/types';
import { h, replace, text } from '../../dom';
import { complain, toast } from '../../shell/toasts';
import { badge } from '../../ui/badge';
import { button, whileBusy } from '../../ui/button';
import { card } from '../../ui/card';
import { numberField, type Field } from '../../ui/field';
import { countdown, duration, number } from '../../ui/format';

/** Traffic on demand: start some, see how it fares, stop it. */
export function loadCard(): { element: HTMLElement; update(load: LoadStatus | undefined): void } {
  const rate = numberField('Rate', 20, null, 'req/s');
  const seconds = numberField('For', 300, null, 's');
  const start = button('Start traffic', () => undefined, { kind: 'primary', icon: 'play', type: 'submit', changes: true });
  const stop = button('Stop traffic', () => void whileBusy(stop, stopLoad), { icon: 'stop', changes: true });
  const state = h('span');
  const left = h('span', { class: 'number muted small' });
  const figures = h('p', { class: 'small number' });
  const running = h('div', { class: 'stack', hidden: true }, h('div', { class: 'row spread' }, h('span', { class: 'row' }, state, left), stop));
  const form = h('form', { class: 'stack', novalidate: true, 'aria-label': 'Start traffic', onsubmit: event => { event.preventDefault(); void whileBusy(start, submit); } },
    h('div', { class: 'load-fields' }, rate.element, seconds.element), h('div', null, start));

  async function submit(): Promise<void> {
    const values = [inRange(rate, 1, 1_000), inRange(seconds, 5, 3_600)] as const;
    if (values[0] === undefined || values[1] === undefined) return;
    try {
      await post<LoadStatus>('/api/load', { rate: values[0], seconds: values[1] });
      toast(`Traffic is started: ${values[0]} requests a second for ${duration(values[1] * 1_000)}.`);
    } catch (error) {
      complain(`Traffic could not be started: ${sentence(error)}`);
    }
  }

  return {
    element: card('Traffic generator', [running, figures, form]),
    update(load) {
      running.hidden = !load?.running;
      form.hidden = load?.running === true;
      figures.hidden = load === undefined;
      if (!load) return;
      if (load.running && !state.hasChildNodes()) replace(state, badge('info', 'Running', 'play'));
      if (!load.running) replace(state);
      text(left, `${number(load.rate)} req/s · ${countdown(Date.parse(load.endsAt) - Date.now())} left`);
      text(figures, `${load.running ? 'Sent' : 'The last traffic sent'} ${number(load.sent)}, failed ${number(load.failed)}, not sent ${number(load.unsent)}${load.p95Ms === undefined ? '' : `, p95 ${duration(load.p95Ms)}`}${load.by ? ` (by ${load.by})` : ''}.${load.ended ? ` It ended early: ${load.ended}` : ''}`);
    },
  };
}

async function stopLoad(): Promise<void> {
  try {
    await remove<LoadStatus>('/api/load');
    toast('Traffic is stopped.');
  } catch (error) {
    complain(`Traffic could not be stopped: ${sentence(error)}`);
  }
}

function inRange(field: Field<HTMLInputElement>, least: number, most: number): number | undefined {
  const value = Number(field.control.value);
  const fine = field.control.value.trim() !== '' && Number.isFinite(value) && value >= least && value <= most;
  field.complain(fine ? undefined : `From ${least} to ${number(most)}.`);
  if (!fine) field.control.focus();
  return fine ? value : undefined;
}
