import type { StoredRun } from '../../api/history-types';
import { h } from '../../dom';
import { duration, number, percent } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';

/** The few figures that people ask for first. */
export function figureTiles(run: StoredRun): HTMLElement | null {
  const { load, slo, ledger, faults } = run;
  const checks = run.judgement?.checks ?? [];
  const recoveries = faults.flatMap(fault => fault.rtoSeconds ?? []);
  const detections = faults.flatMap(fault => fault.mttdSeconds ?? []);
  const tiles: [string, string, string][] = [];
  if (checks.length > 0) tiles.push(['Checks held', `${checks.filter(check => check.outcome === 'held').length} of ${checks.length}`, '']);
  if (load) {
    tiles.push(['Requests', number(load.total.due), `${number(load.total.errors)} errors`]);
    tiles.push(['Errors', percent(load.total.errorRate, 2), slo?.errorRateDuringFaults === undefined ? '' : `${percent(slo.errorRateDuringFaults, 2)} of those that count, while faults acted`]);
    if (load.total.p95 !== undefined) tiles.push(['p95', milliseconds(load.total.p95), load.total.p99 === undefined ? '' : `p99 ${milliseconds(load.total.p99)}`]);
  }
  if (recoveries.length > 0) tiles.push(['RTO, worst', duration(Math.max(...recoveries) * 1000), recoveries.length < faults.length ? `${faults.length - recoveries.length} did not recover` : 'from the end of a fault']);
  if (detections.length > 0) tiles.push(['Noticed after', duration(Math.min(...detections) * 1000), 'by the shop itself']);
  if (ledger) tiles.push(['Ledger', ledger.verdict, `${ledger.lost.length} lost, ${ledger.duplicated.length} twice`]);
  return tiles.length === 0 ? null : h('dl', { class: 'tiles' }, tiles.map(([name, value, below]) =>
    h('div', { class: 'tile' }, h('dt', null, name), h('dd', null, h('span', { class: 'tile-value number' }, value), below ? h('span', { class: 'muted small' }, below) : null))));
}
