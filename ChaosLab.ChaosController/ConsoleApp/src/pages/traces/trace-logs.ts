import type { LogLine, TraceDetail } from '../../api/telemetry-types';
import { h } from '../../dom';
import { card } from '../../ui/card';
import { milliseconds } from '../../ui/milliseconds';
import { serviceName } from '../../ui/service';
import { tableFrame } from '../../ui/table-frame';
import { logLevel } from '../logs/level';

/** What the services wrote while they worked on the request, oldest first. */
export function traceLogs(trace: TraceDetail, logs: readonly LogLine[], choose: (spanId: string) => void): HTMLElement {
  const start = Date.parse(trace.at);
  return card(`Log lines of this trace (${logs.length})`,
    logs.length === 0
      ? h('p', { class: 'muted' }, 'None was written in it.')
      : tableFrame('Log lines of this trace', h('table', { class: 'table' },
        h('thead', null, h('tr', null, ['After', 'Level', 'Service', 'Text', 'Span'].map(name => h('th', { scope: 'col' }, name)))),
        h('tbody', null, logs.map(line => h('tr', null,
          h('td', { class: 'mono nowrap' }, milliseconds(Date.parse(line.at) - start)),
          h('td', null, logLevel(line.level)),
          h('td', null, serviceName(line.service)),
          h('td', { class: 'wrap' }, line.text),
          h('td', null, spanButton(trace, line.spanId, choose))))))),
    h('a', { href: `/logs?trace=${encodeURIComponent(trace.traceId)}&range=all` }, 'Open in logs'));
}

function spanButton(trace: TraceDetail, id: string | undefined, choose: (spanId: string) => void): HTMLElement | null {
  const span = trace.spans.find(one => one.spanId === id);
  return span ? h('button', { type: 'button', class: 'button quiet small-button', onclick: () => choose(span.spanId) }, span.name) : null;
}
