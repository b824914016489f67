import { aborted, getWithHeaders, sentence } from '../../api/client';
import type { FaultRecord } from '../../api/types';
import type { MetricInfo, MetricSeries } from '../../api/telemetry-types';
import { h, replace, text } from '../../dom';
import type { PageContext } from '../../shell/page';
import { button } from '../../ui/button';
import { card } from '../../ui/card';
import type { ChartWindow } from '../../ui/chart';
import { faultWindows } from '../../ui/fault-windows';
import { withQuery } from '../../ui/query';
import { isFixed, ranges, timeOf } from '../../ui/range';
import { curvePanel } from './curve-panel';
import type { CurvePanel } from './curve-panel';
import { growth, mean, plain } from './series-math';
import type { Curve } from './series-math';
import { namesOf, sharedOf } from './series-names';
import { counted, perSecond, valueFormat } from './units';

export interface MetricCard {
  element: HTMLElement;
  load(): Promise<void>;
  faults(faults: readonly FaultRecord[]): void;
}

/** One metric: its curves, and for a histogram how often and how much. */
export function metricCard(context: PageContext, metric: MetricInfo, signal: AbortSignal, close: () => void): MetricCard {
  const note = h('p', { class: 'muted small', role: 'status' }, 'Loading …');
  const place = h('div', { class: 'stack' });
  const element = card(metric.name, [note, place], button('', close, { kind: 'quiet', icon: 'close', label: `Close ${metric.name}`, small: true }));
  let panels: { view: View; panel: CurvePanel }[] = [];
  let windows: ChartWindow[] = [];
  let shownSpan: number | undefined;

  async function load(): Promise<void> {
    const { query } = context;
    try {
      const { value, headers } = await getWithHeaders<MetricSeries[]>(withQuery('/api/metrics/series', {
        name: metric.name, service: query.get('service') ?? undefined, ...timeOf(query, '5m'),
      }), signal);
      show(value, Number(headers.get('X-ChaosLab-Left-Off') ?? 0));
    } catch (error) {
      if (!aborted(error)) text(note, sentence(error));
    }
  }

  function show(series: MetricSeries[], leftOff: number): void {
    const shared = sharedOf(series).map(([name, value]) => `${name}=${value}`).join(', ');
    text(note, [
      series.length === 0 ? 'No points in this time.' : `${series.length} series`, leftOff > 0 ? `${leftOff} more are not shown; choose a service` : '', shared,
    ].filter(Boolean).join(' · '));
    const span = isFixed(context.query) ? undefined : ranges.find(range => range.value === (context.query.get('range') ?? '5m'))?.seconds;
    const names = namesOf(series);
    const wanted = views(metric, series);
    if (span !== shownSpan || wanted.map(view => view.title).join() !== panels.map(({ view }) => view.title).join()) {
      for (const { panel } of panels) panel.close();
      panels = wanted.map(view => ({ view, panel: curvePanel(view.title, view.format, span, signal) }));
      for (const { panel } of panels) panel.windows(windows);
      replace(place, panels.map(({ panel }) => panel.element));
      shownSpan = span;
    }
    for (const { view, panel } of panels) panel.update(names, series.map(view.curve));
  }

  return {
    element,
    load,
    faults(faults) {
      windows = faultWindows(faults);
      for (const { panel } of panels) panel.windows(windows);
    },
  };
}

interface View {
  title: string;
  format: (value: number) => string;
  curve: (series: MetricSeries) => Curve;
}

function views(metric: MetricInfo, series: readonly MetricSeries[]): View[] {
  const value = valueFormat(metric.unit);
  const what = counted(metric.unit);
  switch (metric.kind) {
    case 'histogram': case 'summary':
      return [
        { title: 'Mean', format: value, curve: mean },
        { title: 'Rate (per second)', format: perSecond(''), curve: one => growth(one, one.counts ?? []) },
      ];
    case 'sum':
      // A sum that can fall, such as of open connections, is a level.
      return series.some(one => one.monotonic)
        ? [{ title: what ? `Rate (${what} per second)` : 'Rate', format: perSecond(metric.unit), curve: one => growth(one, one.values) }]
        : [{ title: what ? `Value (${what})` : 'Value', format: value, curve: plain }];
    default:
      return [{ title: what ? `Value (${what})` : 'Value', format: value, curve: plain }];
  }
}
