import { bytes, duration, number } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';

/** Writes values of a unit of UCUM as people do. */
export function valueFormat(unit: string): (value: number) => string {
  switch (unit) {
    case 's': return value => Math.abs(value) < 60 ? milliseconds(value * 1000) : duration(value * 1000);
    case 'ms': return milliseconds;
    case 'By': return bytes;
    case '1': case '': return number;
    case '%': return value => `${number(value)} %`;
    default: return /^\{.*\}$/.test(unit) ? number : value => `${number(value)} ${unit}`;
  }
}

/** Writes growth per second. */
export function perSecond(unit: string): (value: number) => string {
  if (unit === 'By') return value => `${bytes(value)}/s`;
  if (unit === 's') return value => `${number(value)} s/s`;
  return value => `${number(value)}/s`;
}

/** What is counted, for the title of a chart: UCUM's annotation, such as {request}; else nothing. */
export function counted(unit: string): string {
  return /^\{(.*)\}$/.exec(unit)?.[1]?.replace(/_/g, ' ') ?? '';
}
