import type { LogLine, TraceDetail } from '../../api/telemetry-types';
import { h, replace } from '../../dom';
import { badge } from '../../ui/badge';
import { button } from '../../ui/button';
import { faultLink } from '../../ui/fault-link';
import { clockMs } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';
import { attributePairs, pairs } from '../../ui/pairs';
import { serviceName } from '../../ui/service';
import { logLevel } from '../logs/level';
import { ownTime } from './tree';
import type { TreeRow } from './tree';

/** What is known of the chosen span. */
export function spanPanel(trace: TraceDetail, close: () => void): { element: HTMLElement; show(chosen: Chosen | undefined): void } {
  const element = h('aside', { class: 'card span-panel', 'aria-label': 'The chosen span', 'aria-live': 'polite', hidden: true });
  return {
    element,
    show(chosen) {
      element.hidden = chosen === undefined;
      replace(element, chosen === undefined ? [] : content(trace, chosen, close));
    },
  };
}

export interface Chosen {
  rows: readonly TreeRow[];
  index: number;
  logs: readonly LogLine[];
}

function content(trace: TraceDetail, { rows, index, logs }: Chosen, close: () => void): HTMLElement[] {
  const { span } = rows[index]!;
  const own = logs.filter(line => line.spanId === span.spanId);
  return [
    h('header', { class: 'card-head' }, h('h2', { class: 'wrap' }, span.name), button('', close, { kind: 'quiet', icon: 'close', label: 'Close the span', small: true })),
    pairs([
      ['Service', serviceName(span.service)],
      ['Instance', span.instance],
      ['Kind', span.kind],
      ['Outcome', span.failed ? h('span', null, badge('bad', 'failed'), ` ${span.statusText ?? ''}`) : 'ok'],
      ['Injected fault', span.fault ? faultLink(span.fault) : null],
      ['Run', span.run ? h('a', { href: `/runs/${encodeURIComponent(span.run)}` }, span.run) : null],
      ['Duration', `${milliseconds(span.durationMs)}, ${milliseconds(ownTime(rows, index))} of it its own`],
      ['Begins', `${milliseconds(span.offsetMs)} into the trace, ${clockMs(Date.parse(trace.at) + span.offsetMs)}`],
      ['Span id', h('span', { class: 'mono' }, span.spanId)],
    ]),
    ...section(`Events (${span.events.length})`, span.events.length > 0 && h('ol', { class: 'span-events' }, span.events.map(event =>
      h('li', null,
        h('div', null, h('span', { class: 'mono muted' }, `+${milliseconds(event.offsetMs - span.offsetMs)}`), ' ', h('strong', null, event.name)),
        Object.keys(event.attributes).length > 0 ? attributePairs(event.attributes) : null)))),
    ...section('Attributes', Object.keys(span.attributes).length > 0 && attributePairs(span.attributes)),
    ...section(`Log lines (${own.length})`, own.length > 0 && h('ul', { class: 'span-logs' }, own.map(line =>
      h('li', null, logLevel(line.level), ' ', h('span', { class: 'mono wrap' }, line.text))))),
  ];
}

function section(title: string, content: HTMLElement | false): HTMLElement[] {
  return content === false ? [] : [h('h3', null, title), content];
}
