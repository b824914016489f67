import type { FaultRecord, TrafficSecond } from '../../api/types';
import { h, text } from '../../dom';
import { chart } from '../../ui/chart';
import { faultWindows } from '../../ui/fault-windows';
import { duration, number } from '../../ui/format';

const seconds = 300;

export interface TrafficCharts { element: HTMLElement; update(traffic: readonly TrafficSecond[], faults: readonly FaultRecord[]): void }

/** Rate, errors and latency of the last five minutes, with the times of faults shaded. */
export function trafficCharts(signal: AbortSignal): TrafficCharts {
  const common = { sync: 'traffic', span: seconds, height: 140 };
  const rate = chart({ ...common, title: 'Requests', format: value => `${number(value)}/s`, floor: 5, series: [{ label: 'all', colour: 'series-1', fill: true }] }, signal);
  const errors = chart({ ...common, title: 'Errors', format: value => `${number(value)} %`, floor: 5, series: [{ label: 'share of requests', colour: 'bad', fill: true }] }, signal);
  const latency = chart({
    ...common, title: 'Latency', format: duration, floor: 20,
    series: [{ label: 'p50', colour: 'series-3' }, { label: 'p95', colour: 'series-2' }, { label: 'p99', colour: 'series-4' }],
  }, signal);
  const source = h('p', { class: 'small muted' });
  return {
    element: h('div', { class: 'stack' }, rate.element, errors.element, latency.element, source),
    update(traffic, faults) {
      const at = traffic.map(second => second.second);
      rate.update(at, [traffic.map(second => second.requests)]);
      errors.update(at, [traffic.map(second => second.requests > 0 ? (100 * second.errors) / second.requests : null)]);
      latency.update(at, [traffic.map(second => second.p50 ?? null), traffic.map(second => second.p95 ?? null), traffic.map(second => second.p99 ?? null)]);
      const windows = faultWindows(faults);
      for (const own of [rate, errors, latency]) own.windows(windows);
      text(source, told(traffic));
    },
  };
}

function told(traffic: readonly TrafficSecond[]): string {
  const last = traffic.at(-1);
  if (!last) return 'There has been no traffic in the last five minutes. Start some on this page, or run an experiment.';
  return `${sources[last.source]}${traffic.some(second => second.unanswered > 0) ? ' Requests of the lab’s own load that got no answer are counted with it, as errors.' : ''}`;
}

const sources: Readonly<Record<TrafficSecond['source'], string>> = {
  gateway: 'Measured at the gateway.',
  load: 'The gateway tells nothing: counted by the lab’s own load, and from the spans of the services.',
  spans: 'Counted from the spans of the services: what the gateway refused is not in it.',
};
