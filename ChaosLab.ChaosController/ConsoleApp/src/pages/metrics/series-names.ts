import type { MetricSeries } from '../../api/telemetry-types';

/** Short names for series: the service, and only those attributes in which they differ. */
export function namesOf(series: readonly MetricSeries[]): string[] {
  const services = new Set(series.map(one => one.service));
  const keys = [...new Set(series.flatMap(one => Object.keys(one.attributes)))]
    .filter(key => new Set(series.map(one => one.attributes[key])).size > 1)
    .sort();
  return series.map(one => {
    const parts = keys.flatMap(key => (one.attributes[key] === undefined ? [] : [`${lastWord(key)}=${one.attributes[key]}`]));
    if (services.size > 1 || parts.length === 0) parts.unshift(one.service);
    return parts.join(' · ');
  });
}

/** What all of them have in common. */
export function sharedOf(series: readonly MetricSeries[]): [string, string][] {
  const first = series[0];
  if (first === undefined) return [];
  return Object.entries(first.attributes).filter(([key, value]) => series.every(one => one.attributes[key] === value));
}

function lastWord(key: string): string {
  return key.split('.').slice(-2).join('.');
}
