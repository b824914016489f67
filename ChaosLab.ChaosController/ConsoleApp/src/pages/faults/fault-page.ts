import './faults.css';
import { ApiProblem, getJson } from '../../api/client';
import type { FaultRecord } from '../../api/types';
import { h, replace, text } from '../../dom';
import type { Page } from '../../shell/page';
import { badge } from '../../ui/badge';
import { card } from '../../ui/card';
import { empty, failed, loading } from '../../ui/empty';
import { between, countdown, dateTime, duration } from '../../ui/format';
import { faultWord } from '../../ui/health';
import { crumbs, pageHead } from '../../ui/page-head';
import { everySecond } from '../../ui/ticker';
import { acts } from '../overview/map/chip';
import { removeButton } from './fault-actions';
import { faultTimeline } from './fault-timeline';

/** One fault: what was asked for, what was seen of it, and its end. */
export const faultPage: Page = async ({ root, params, live, signal, title }) => {
  const id = params['id'] ?? '';
  title(`Fault ${id}`);
  const place = h('div', { class: 'stack' }, loading('Reading the fault'));
  root.append(crumbs({ text: 'Faults', href: '/faults' }), place);
  let shown = '';
  let fault: FaultRecord | undefined;
  const left = h('strong', { class: 'number fault-left' });

  function draw(next: FaultRecord): void {
    fault = next;
    const key = JSON.stringify(next);
    if (key === shown) return;
    shown = key;
    const focused = place.contains(document.activeElement) && document.activeElement?.matches('h1');
    replace(place, ...view(next, left));
    if (focused) place.querySelector<HTMLElement>('h1')?.focus();
    tick();
  }

  function tick(): void {
    if (!fault) return;
    text(left, !acts(fault) ? '' : fault.endsAt ? `${countdown(Date.parse(fault.endsAt) - Date.now())} left` : 'until it is removed');
  }

  live.subscribe('faults', faults => {
    const known = faults.find(entry => entry.id === id);
    if (known) draw(known);
  }, signal);
  everySecond(tick, signal);
  if (fault) return;
  try {
    draw(await getJson<FaultRecord>(`/api/faults/${encodeURIComponent(id)}`, signal));
  } catch (error) {
    if (signal.aborted || fault) return;
    replace(place, pageHead(`Fault ${id}`), error instanceof ApiProblem && error.missing
      ? empty(`This lab knows no fault '${id}'.`, 'Faults of an earlier run of the lab are told in the records of its runs.', h('a', { href: '/runs' }, 'Go to the runs'))
      : failed(error));
  }
};

function view(fault: FaultRecord, left: HTMLElement): HTMLElement[] {
  const word = faultWord(fault.state);
  const settings = Object.entries(fault.settings ?? {});
  const facts: [string, string | undefined][] = [
    ['Id', fault.id], ['Injected by', fault.owner], ['Reason', fault.reason], ['Seed', fault.seed === undefined ? undefined : String(fault.seed)],
    ...settings.map(([name, value]): [string, string] => [name, value]),
  ];
  return [
    pageHead(`${fault.kind} on ${fault.target}`, [badge(word.tone, word.text, word.icon), ' ', left],
      acts(fault) ? removeButton(fault, false) : null,
      fault.run ? h('a', { class: 'button plain', href: `/runs/${encodeURIComponent(fault.run)}` }, 'Its run') : null,
      h('a', { class: 'button plain', href: `/traces?fault=${encodeURIComponent(fault.id)}` }, 'Traces that it touched'),
      h('a', { class: 'button plain', href: `/faults?kind=${encodeURIComponent(fault.kind)}&target=${encodeURIComponent(fault.target)}` }, 'Inject again')),
    fault.message ? h('p', { class: 'fault-message' }, fault.message) : h('span'),
    h('div', { class: 'figures' },
      figure('Until it acted', between(fault.requestedAt, fault.actedAt)),
      figure('Until its effect was seen', between(fault.actedAt, fault.effectSeenAt)),
      figure('Acted for', between(fault.actedAt, fault.liftedAt)),
      figure('Until recovered', between(fault.liftedAt ?? fault.actedAt, fault.recoveredAt))),
    h('div', { class: 'cards' },
      card('Timeline', faultTimeline(fault)),
      card('What was asked for', h('dl', { class: 'facts' }, facts.flatMap(([name, value]) => value ? [h('dt', null, name), h('dd', { class: 'wrap' }, value)] : []),
        h('dt', null, 'Requested'), h('dd', null, dateTime(fault.requestedAt))))),
  ];
}

function figure(name: string, ms: number | undefined): HTMLElement {
  return h('div', { class: 'figure-box' }, h('span', { class: 'muted small' }, name), h('strong', { class: 'figure number' }, ms === undefined ? '–' : duration(Math.max(0, ms))));
}
