import type { TraceSummary } from '../../api/telemetry-types';
import { h } from '../../dom';
import { badge } from '../../ui/badge';
import { empty } from '../../ui/empty';
import { faultLink } from '../../ui/fault-link';
import { clockMs } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';
import { serviceName } from '../../ui/service';
import { table } from '../../ui/table';

/** The traces, newest first. */
export function traceTable(): { element: HTMLElement; update(traces: readonly TraceSummary[]): void } {
  let longest = 1;
  const made = table<TraceSummary>({
    caption: 'Traces, newest first',
    keyOf: trace => trace.traceId,
    rowClass: trace => trace.failed ? 'row-failed' : '',
    href: path,
    empty: () => empty('No trace matches', 'Widen the time, show everything, or remove a filter. Traces come with traffic: start a load on the overview, or buy something in the shop.'),
    columns: [
      { title: 'Time', cell: trace => h('span', { class: 'mono nowrap' }, clockMs(trace.at)), sort: (a, b) => a.at.localeCompare(b.at) },
      { title: 'Request', kind: 'wide', cell: trace => h('div', { class: 'trace-request' }, h('a', { href: path(trace), class: 'trace-name' }, trace.name), serviceName(trace.service)) },
      { title: 'Duration', cell: trace => length(trace, longest), sort: (a, b) => a.durationMs - b.durationMs },
      { title: 'Outcome', cell: outcome, sort: (a, b) => Number(a.failed) - Number(b.failed) },
      { title: 'Spans', kind: 'number', cell: trace => trace.spans, sort: (a, b) => a.spans - b.spans },
      { title: 'What happened', cell: trace => h('div', { class: 'marks' }, trace.faults.map(fault => faultLink(fault)), trace.marks.map(mark => badge('neutral', mark))) },
    ],
  });
  return {
    element: made.element,
    update(traces) {
      longest = Math.max(...traces.map(trace => trace.durationMs), 0.001);
      made.update(traces);
    },
  };
}

function path(trace: TraceSummary): string {
  return `/traces/${encodeURIComponent(trace.traceId)}`;
}

function length(trace: TraceSummary, longest: number): HTMLElement {
  const bar = h('span', { class: trace.failed ? 'bar bar-failed' : 'bar' });
  bar.style.width = `${Math.max(1, (100 * trace.durationMs) / longest).toFixed(1)}%`;
  return h('div', { class: 'trace-duration' }, h('span', { class: 'number' }, milliseconds(trace.durationMs)), h('span', { class: 'bar-track', 'aria-hidden': true }, bar));
}

function outcome(trace: TraceSummary): HTMLElement {
  const status = trace.status === undefined ? '' : ` ${trace.status}`;
  return trace.failed ? badge('bad', `failed${status}`) : h('span', { class: 'muted nowrap' }, `ok${status}`);
}
