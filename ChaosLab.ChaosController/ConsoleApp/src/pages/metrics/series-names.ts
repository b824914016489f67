import type { MetricSeries } from '../../api/telemetry-types';

/** Attributes that everybody knows by their value, in the order in which they are read. */
const plain = ['http.request.method', 'http.route', 'http.response.status_code'];

/** Short names for series: the service, and only those attributes in which they differ. */
export function namesOf(series: readonly MetricSeries[]): string[] {
  const services = new Set(series.map(one => one.service));
  const keys = [...new Set(series.flatMap(one => Object.keys(one.attributes)))]
    .filter(key => new Set(series.map(one => one.attributes[key])).size > 1)
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b));
  return series.map(one => {
    const parts = keys.flatMap(key => (one.attributes[key] === undefined ? [] : [plain.includes(key) ? one.attributes[key]! : `${lastWord(key)}=${one.attributes[key]}`]));
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

function place(key: string): number {
  const index = plain.indexOf(key);
  return index < 0 ? plain.length : index;
}

function lastWord(key: string): string {
  return key.split('.').slice(-2).join('.');
}
