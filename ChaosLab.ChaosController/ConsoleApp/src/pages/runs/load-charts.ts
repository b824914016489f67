import type { StoredRun } from '../../api/history-types';
import { h } from '../../dom';
import { chart } from '../../ui/chart';
import { faultWindows } from '../../ui/fault-windows';
import { number } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';

/** The load second by second, with the faults shaded. */
export function loadCharts(run: StoredRun, signal: AbortSignal): HTMLElement {
  const seconds = run.load?.seconds ?? [];
  const at = seconds.map(one => Date.parse(one.at) / 1000);
  const windows = faultWindows(run.faults.map(outcome => outcome.fault));
  const rates = chart({ title: 'Requests per second', floor: 1, sync: run.summary.id, format: number, series: [{ label: 'requests', colour: 'series-1' }, { label: 'errors', colour: 'bad', fill: true }] }, signal);
  const times = chart({ title: 'Latency, from the intended send time', floor: 1, sync: run.summary.id, format: milliseconds, series: [
    { label: 'p99', colour: 'series-4', dash: [2, 3] }, { label: 'p95', colour: 'series-2' }, { label: 'p50', colour: 'series-7', dash: [6, 3] }] }, signal);
  rates.update(at, [seconds.map(one => one.figures.due), seconds.map(one => one.figures.errors)]);
  times.update(at, [seconds.map(one => one.figures.p99 ?? null), seconds.map(one => one.figures.p95 ?? null), seconds.map(one => one.figures.p50 ?? null)]);
  rates.windows(windows);
  times.windows(windows);
  return h('div', { class: 'run-halves' }, rates.element, times.element);
}
