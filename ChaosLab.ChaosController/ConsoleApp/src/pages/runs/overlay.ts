import type { StoredRun } from '../../api/history-types';
import { h } from '../../dom';
import { chart } from '../../ui/chart';
import { endOf } from '../../ui/fault-windows';
import { percent } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';

/** Both loads over each other, laid together at their start; the clock is that of run B. */
export function overlay(left: StoredRun, right: StoredRun, signal: AbortSignal): HTMLElement {
  const [a, b] = [seconds(left), seconds(right)];
  const start = Date.parse(right.load?.startedAt ?? right.summary.startedAt ?? '') / 1000 || 0;
  const length = Math.max(a.length, b.length);
  const at = Array.from({ length }, (_, index) => start + index);
  const series = [{ label: 'A', colour: 'series-2', dash: [6, 3] }, { label: 'B', colour: 'series-1' }];
  const errors = chart({ title: 'Errors', floor: 0.01, sync: 'compare', format: value => percent(value), series }, signal);
  const p95 = chart({ title: 'p95', floor: 1, sync: 'compare', format: milliseconds, series }, signal);
  errors.update(at, [a, b].map(run => at.map((_, index) => run[index]?.errorRate ?? null)));
  p95.update(at, [a, b].map(run => at.map((_, index) => run[index]?.p95 ?? null)));
  const windows = right.faults.flatMap(({ fault }) => fault.actedAt
    ? [{ from: Date.parse(fault.actedAt) / 1000, to: endOf(fault), label: `${fault.kind} ${fault.target} (B)`, kind: `${fault.kind} (B)` }] : []);
  errors.windows(windows);
  p95.windows(windows);
  return h('div', { class: 'run-halves' }, errors.element, p95.element);
}

function seconds(run: StoredRun): { errorRate: number; p95?: number }[] {
  return (run.load?.seconds ?? []).map(second => second.figures);
}
