import type { MetricSeries } from '../../api/telemetry-types';

/** A curve: seconds of unix time, and a value or nothing at each. */
export interface Curve {
  at: number[];
  values: (number | null)[];
}

/** The values as they are. */
export function plain(series: MetricSeries): Curve {
  return { at: series.at.map(ms => ms / 1000), values: series.values.map(value => (Number.isFinite(value) ? value : null)) };
}

/** How fast a count grows, per second, whether its points tell the whole or only what came since the point before. */
export function growth(series: MetricSeries, counts: readonly number[]): Curve {
  return rate(series.at, series.cumulative ? counts : summed(counts));
}

/** What a growing count grew by, per second. A count that fell began anew, as after a restart: it grew by what it holds. */
export function rate(at: readonly number[], values: readonly number[]): Curve {
  const curve: Curve = { at: [], values: [] };
  for (let i = 1; i < at.length; i++) {
    const seconds = (at[i]! - at[i - 1]!) / 1000;
    if (seconds <= 0) continue;
    curve.at.push(at[i]! / 1000);
    curve.values.push(rise(values[i - 1]!, values[i]!) / seconds);
  }
  return curve;
}

/** The mean of what a histogram took in between two points; nothing where it took in nothing. */
export function mean(series: MetricSeries): Curve {
  const [counts, values] = series.cumulative ? [series.counts ?? [], series.values] : [summed(series.counts ?? []), summed(series.values)];
  const curve: Curve = { at: [], values: [] };
  for (let i = 1; i < series.at.length; i++) {
    const count = rise(counts[i - 1] ?? 0, counts[i] ?? 0);
    curve.at.push(series.at[i]! / 1000);
    curve.values.push(count > 0 ? rise(values[i - 1]!, values[i]!) / count : null);
  }
  return curve;
}

/** Curves over one common time axis; where one has no point of its own there is `undefined`, which a chart bridges. */
export function align(curves: readonly Curve[]): { at: number[]; values: (number | null | undefined)[][] } {
  const at = [...new Set(curves.flatMap(curve => curve.at))].sort((a, b) => a - b);
  const place = new Map(at.map((time, index) => [time, index]));
  const values = curves.map(curve => {
    const line = new Array<number | null | undefined>(at.length).fill(undefined);
    curve.at.forEach((time, index) => { line[place.get(time)!] = curve.values[index]; });
    return line;
  });
  return { at, values };
}

function rise(before: number, after: number): number {
  return after >= before ? after - before : after;
}

function summed(parts: readonly number[]): number[] {
  let sum = 0;
  return parts.map(part => sum += part);
}
