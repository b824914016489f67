import '../../styles/lists.css';
import '../../styles/traces.css';
import { aborted, ApiProblem, getJson } from '../../api/client';
import type { LogLine, TraceDetail } from '../../api/telemetry-types';
import type { FaultRecord } from '../../api/types';
import { h, replace } from '../../dom';
import type { Page } from '../../shell/page';
import { badge } from '../../ui/badge';
import { empty, failed, loading, notice } from '../../ui/empty';
import { endOf } from '../../ui/fault-windows';
import { faultLink } from '../../ui/fault-link';
import { count, dateTime } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';
import { crumbs, pageHead } from '../../ui/page-head';
import { writeQuery } from '../../ui/query';
import { serviceName } from '../../ui/service';
import { spanPanel } from './span-panel';
import { traceLogs } from './trace-logs';
import { rowsOf } from './tree';
import { waterfall } from './waterfall';

const allTraces = { text: 'Traces', href: '/traces' };

/** /traces/:id: one request through the shop, span by span. */
export const page: Page = async context => {
  const { root, params, query, signal } = context;
  const id = params['id'] ?? '';
  context.title(`Trace ${id.slice(0, 8)}`);
  replace(root, pageHead('Trace'), loading());
  try {
    const [trace, logs] = await Promise.all([
      getJson<TraceDetail>(`/api/traces/${encodeURIComponent(id)}`, signal),
      getJson<LogLine[]>(`/api/logs?trace=${encodeURIComponent(id)}&limit=1000`, signal).catch(error => {
        if (aborted(error)) throw error;
        return [];
      }),
    ]);
    draw(trace, logs.reverse());
  } catch (error) {
    if (!aborted(error)) replace(root, crumbs(allTraces), pageHead('Trace'), missing(error));
  }

  function draw(trace: TraceDetail, logs: LogLine[]): void {
    const rows = rowsOf(trace.spans);
    const first = trace.spans[0];
    context.title(first ? `${first.name}, ${milliseconds(trace.durationMs)}` : 'Trace');
    const chosen = (index: number): void => {
      const span = trace.spans[index];
      writeQuery(context.query, { span: span?.spanId });
      panel.show(span === undefined ? undefined : { rows, index, logs });
    };
    const panel = spanPanel(trace, () => tree.choose(-1));
    const tree = waterfall(rows, trace.durationMs, chosen, signal);
    replace(root, crumbs(allTraces), head(trace), ...notes(trace, context.live.state?.faults ?? []),
      h('div', { class: 'trace-columns' }, h('section', { class: 'card trace-tree', 'aria-label': 'Spans' }, tree.element), panel.element),
      traceLogs(trace, logs, spanId => tree.choose(trace.spans.findIndex(span => span.spanId === spanId))));
    const asked = trace.spans.findIndex(span => span.spanId === query.get('span'));
    if (asked >= 0) tree.choose(asked);
  }
};

function head(trace: TraceDetail): HTMLElement {
  const first = trace.spans[0];
  const services = new Map<string, number>();
  for (const span of trace.spans) services.set(span.service, (services.get(span.service) ?? 0) + 1);
  return h('div', { class: 'stack' },
    pageHead(first ? `${first.service}: ${first.name}` : 'Trace', [
      trace.failed ? badge('bad', 'failed') : badge('ok', 'ok'), ` ${milliseconds(trace.durationMs)} · ${dateTime(trace.at)} · ${count(trace.spans.length, 'span')} · `,
      h('span', { class: 'mono wrap' }, trace.traceId)]),
    h('p', { class: 'row small' }, [...services].map(([service, spans]) => h('span', { class: 'nowrap' }, serviceName(service), h('span', { class: 'muted' }, ` ${spans}`)))));
}

/** Faults on the network leave no mark in a span, so those that acted meanwhile are told as well. */
function meanwhile(trace: TraceDetail, faults: readonly FaultRecord[]): FaultRecord[] {
  const from = Date.parse(trace.at);
  const ended = (fault: FaultRecord): number => (endOf(fault) ?? Infinity) * 1_000;
  const drawn = new Set(trace.spans.map(span => span.fault));
  return faults.filter(fault => fault.actedAt !== undefined && !drawn.has(fault.id)
    && Date.parse(fault.actedAt) <= from + trace.durationMs && ended(fault) >= from);
}

function notes(trace: TraceDetail, known: readonly FaultRecord[]): HTMLElement[] {
  const faults = [...new Set(trace.spans.flatMap(span => span.fault ?? []))];
  const runs = [...new Set(trace.spans.flatMap(span => span.run ?? []))];
  const found: HTMLElement[] = faults.map(fault => h('div', { class: 'notice fault' }, faultLink(fault), h('div', { class: 'grow' }, 'This request drew an injected fault; the spans it touched are marked.')));
  found.push(...meanwhile(trace, known).map(fault => h('div', { class: 'notice fault' }, faultLink(fault.id),
    h('div', { class: 'grow' }, `While it ran, ${fault.kind} acted on ${fault.target}. No span says that it was touched.`))));
  if (runs.length > 0) found.push(notice('info', 'It belongs to ', ...runs.map(run => h('a', { href: `/runs/${encodeURIComponent(run)}` }, `run ${run}`)), '.'));
  if (!trace.complete) found.push(notice('warn', 'Its first span is not here: it has not arrived yet, or the store has dropped it. What is shown is right, but not all.'));
  return found;
}

function missing(error: unknown): HTMLElement {
  return error instanceof ApiProblem && error.missing
    ? empty('No such trace is stored', 'The store keeps the newest traces; this one may have made room for others.', h('a', { href: '/traces' }, 'All traces'))
    : failed(error);
}
