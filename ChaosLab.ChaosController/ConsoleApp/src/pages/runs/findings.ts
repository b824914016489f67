import type { LedgerAnomaly, LedgerReport, LoadResult, SloResult, TelemetryFindings, TraceExample } from '../../api/history-types';
import { h } from '../../dom';
import { badge } from '../../ui/badge';
import { clockMs, duration, number, percent } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';
import { pairs } from '../../ui/pairs';
import { tableFrame } from '../../ui/table-frame';

export function slo(result: SloResult): HTMLElement {
  return pairs([
    ['Availability', `${percent(result.availability, 3)}${result.availabilityTarget === undefined ? '' : `, target ${percent(result.availabilityTarget, 3)}`}`],
    ['Over', duration(result.windowSeconds * 1000)],
    ['Errors', `${number(result.errors)}${result.budgetRequests === undefined ? '' : ` of ${number(result.budgetRequests)} allowed`}`],
    ['Error budget burnt', result.budgetBurnt === undefined ? null : percent(result.budgetBurnt)],
    ['Errors while faults acted', result.errorRateDuringFaults === undefined ? null : percent(result.errorRateDuringFaults, 2)],
    ['Worst recovery', result.worstRtoSeconds === undefined ? null : duration(result.worstRtoSeconds * 1000)],
    ['Why these', result.because],
  ]);
}

/** The client's purchases against the shop's books. */
export function ledger(report: LedgerReport): HTMLElement {
  const tone = report.verdict === 'right' ? 'ok' : report.verdict === 'wrong' ? 'bad' : 'warn';
  return h('div', { class: 'stack' },
    pairs([
      ['The books', badge(tone, report.verdict, tone === 'warn' ? 'unknown' : tone)],
      ['Acknowledged', number(report.acknowledged)],
      ['Refused', number(report.refused)],
      ['Outcome unknown', `${number(report.unknown)}, ${number(report.unknownCharged)} of them charged`],
      ['Lost', found(report.lost)], ['Charged or counted twice', found(report.duplicated)], ['Unasked', found(report.phantom)], ['Not settled', found(report.stale)],
      ['Problem', report.problem], ['Not known', report.gap],
    ]));
}

function found(anomalies: readonly LedgerAnomaly[]): HTMLElement | string {
  if (anomalies.length === 0) return 'none';
  return h('details', null, h('summary', null, number(anomalies.length)),
    h('ul', { class: 'dots small' }, anomalies.slice(0, 50).map(anomaly => h('li', null, h('span', { class: 'mono' }, anomaly.orderId ?? anomaly.key), `: ${anomaly.because}`))));
}

/** Which mechanisms kept the fault from customers. */
export function absorbers(findings: TelemetryFindings): HTMLElement {
  const amplified = Object.entries(findings.amplification).filter(([, attempts]) => attempts > 1.005);
  return h('div', { class: 'stack' },
    simpleTable('What absorbed it', ['Mechanism', 'At', 'Guarded', 'Times', 'Rescued'], findings.absorbers.map(one =>
      [one.mechanism, one.service, one.dependency, number(one.times), number(one.rescued)]), 3),
    amplified.length > 0 ? h('p', { class: 'muted small' }, `Attempts per call: ${amplified.map(([name, attempts]) => `${name} ${attempts.toFixed(2)}`).join(', ')}.`) : null,
    findings.dropped > 0 ? h('p', { class: 'tone-warn small' }, `${number(findings.dropped)} pieces of telemetry were dropped; these figures are lower bounds.`) : null);
}

/** What the services said themselves, by the time since the run's start. */
export function detections(findings: TelemetryFindings, startedAt: number): HTMLElement {
  const rows = findings.detections.map(one => [`+${((Date.parse(one.at) - startedAt) / 1000).toFixed(2)}\u00a0s`, one.service, one.what, one.text]);
  const first = simpleTable('What the shop noticed', ['After', 'Service', 'What', 'Text'], rows.slice(0, 6), 9);
  if (rows.length <= 6) return first;
  return h('div', { class: 'stack' }, first, h('details', null, h('summary', null, `${rows.length - 6} more`), simpleTable('More that the shop noticed', ['After', 'Service', 'What', 'Text'], rows.slice(6), 9)));
}

/** The load by operation. */
export function operations(load: LoadResult): HTMLElement {
  const ms = (value: number | undefined): string => value === undefined ? '–' : milliseconds(value);
  return simpleTable('The load by operation', ['Operation', 'Requests', 'Errors', 'p50', 'p95', 'p99'], Object.entries(load.operations).map(([name, figures]) =>
    [name, number(figures.due), figures.errors === 0 ? '0' : `${number(figures.errors)} (${percent(figures.errorRate)})`, ms(figures.p50), ms(figures.p95), ms(figures.p99)]), 1);
}

export function traces(findings: TelemetryFindings): HTMLElement {
  return h('ul', { class: 'examples' }, findings.examples.map(example));
}

function example(one: TraceExample): HTMLElement {
  const tone = one.why === 'failed' ? 'bad' : one.why === 'slow' ? 'warn' : 'ok';
  return h('li', null, h('details', null,
    h('summary', null, badge(tone, one.why), ' ', h('span', { class: 'number' }, milliseconds(one.durationSeconds * 1000)), ' ', one.lines[0] ?? '', h('span', { class: 'muted small' }, ` at ${clockMs(one.at)}`)),
    h('pre', { class: 'example-lines' }, one.lines.join('\n')),
    h('a', { href: `/traces/${encodeURIComponent(one.traceId)}` }, 'Open the trace, while it is stored')));
}

/** A small table of texts; the columns from `figures` on hold figures. */
function simpleTable(caption: string, columns: readonly string[], rows: readonly (readonly string[])[], figures: number): HTMLElement {
  const kind = (index: number): string | undefined => index >= figures ? 'number' : undefined;
  return tableFrame(caption, h('table', { class: 'table' },
    h('caption', { class: 'hidden-text' }, caption),
    h('thead', null, h('tr', null, columns.map((name, index) => h('th', { scope: 'col', class: kind(index) }, name)))),
    h('tbody', null, rows.map(row => h('tr', null, row.map((cell, index) => index === 0 ? h('th', { scope: 'row' }, cell) : h('td', { class: kind(index) }, cell)))))));
}
