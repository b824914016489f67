import { h } from '../../dom';
import type { LiveStore } from '../../live/live-store';
import { chart } from '../../ui/chart';
import { faultWindows } from '../../ui/fault-windows';
import { number } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';

/** Requests, errors and latency of the last two minutes, with the faults of the lab shaded. */
export function liveCharts(live: LiveStore, signal: AbortSignal): HTMLElement {
  const rates = chart({ title: 'Requests per second', span: 120, floor: 1, sync: 'run', format: number, series: [{ label: 'requests', colour: 'series-1' }, { label: 'errors', colour: 'bad', fill: true }] }, signal);
  const times = chart({ title: 'Latency', span: 120, floor: 1, sync: 'run', format: milliseconds, series: [{ label: 'p95', colour: 'series-2' }, { label: 'p50', colour: 'series-7', dash: [6, 3] }] }, signal);
  live.subscribe('traffic', traffic => {
    const seconds = traffic.map(one => one.second);
    rates.update(seconds, [traffic.map(one => one.requests), traffic.map(one => one.errors)]);
    times.update(seconds, [traffic.map(one => one.p95 ?? null), traffic.map(one => one.p50 ?? null)]);
  }, signal);
  live.subscribe('faults', faults => {
    const windows = faultWindows(faults);
    rates.windows(windows);
    times.windows(windows);
  }, signal);
  return h('div', { class: 'stack' }, rates.element, times.element);
}
