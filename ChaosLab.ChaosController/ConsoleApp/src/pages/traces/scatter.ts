import type { TraceSummary } from '../../api/telemetry-types';
import { s } from '../../dom';
import type { ChartWindow } from '../../ui/chart';
import { clock } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';

const height = 110;
const left = 58;
const bottom = 16;

/** Every trace as a point, by time and by duration: slow and failed ones stand out. The table holds the same. */
export function scatter(traces: readonly TraceSummary[], windows: readonly ChartWindow[], width: number, open: (path: string) => void): SVGElement {
  const times = traces.map(trace => Date.parse(trace.at));
  const from = Math.min(...times);
  const span = Math.max(1000, Math.max(...times) - from);
  const least = Math.log10(Math.max(0.05, Math.min(...traces.map(trace => trace.durationMs))));
  const most = Math.max(least + 1, Math.log10(Math.max(1, ...traces.map(trace => trace.durationMs))));
  const x = (at: number): number => left + ((width - left - 8) * (at - from)) / span;
  const y = (ms: number): number => 8 + (height - bottom - 16) * (1 - (Math.log10(Math.max(0.05, ms)) - least) / (most - least));

  const lines: SVGElement[] = [];
  for (let power = Math.ceil(least); power <= most; power++) {
    lines.push(
      s('line', { class: 'scatter-grid', x1: left, x2: width, y1: y(10 ** power), y2: y(10 ** power) }),
      s('text', { class: 'scatter-label', x: left - 6, y: y(10 ** power) + 4, 'text-anchor': 'end' }, milliseconds(10 ** power)));
  }
  // Drawn in this order, the ones that matter lie on top.
  const order = [...traces].sort((a, b) => weight(a) - weight(b));
  const points = order.map(trace => point(trace, x(Date.parse(trace.at)), y(trace.durationMs), open));
  return s('svg', { width, height, role: 'img', 'aria-label': 'Traces by time and duration; the table below holds the same.' },
    windows.map(window => shade(window, x, from, from + span)), lines,
    s('text', { class: 'scatter-label', x: left, y: height - 3 }, clock(from)),
    s('text', { class: 'scatter-label', x: width - 8, y: height - 3, 'text-anchor': 'end' }, clock(from + span)),
    points);
}

/** The time of a fault, as far as it lies within what is shown. */
function shade(window: ChartWindow, x: (at: number) => number, from: number, to: number): SVGElement | null {
  const start = Math.max(from, window.from * 1000);
  const end = Math.min(to, (window.to ?? Infinity) * 1000);
  if (end <= start) return null;
  return s('g', null,
    s('rect', { class: 'scatter-fault', x: x(start), y: 0, width: Math.max(2, x(end) - x(start)), height: height - bottom }, s('title', null, window.label)),
    s('rect', { class: 'scatter-fault-edge', x: x(start), y: 0, width: 1, height: height - bottom }));
}

function point(trace: TraceSummary, x: number, y: number, open: (path: string) => void): SVGElement {
  const title = s('title', null, `${trace.name}, ${milliseconds(trace.durationMs)}${trace.failed ? ', failed' : ''}${trace.faults.length > 0 ? `, ${trace.faults.join(', ')}` : ''}`);
  const onclick = (): void => open(`/traces/${encodeURIComponent(trace.traceId)}`);
  return trace.failed
    ? s('path', { class: 'point point-failed', d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`, onclick }, title)
    : s('circle', { class: trace.faults.length > 0 ? 'point point-fault' : 'point', cx: x, cy: y, r: 3, onclick }, title);
}

function weight(trace: TraceSummary): number {
  return trace.failed ? 2 : trace.faults.length > 0 ? 1 : 0;
}
