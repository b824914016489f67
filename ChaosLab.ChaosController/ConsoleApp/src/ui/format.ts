const none = '–';

/** 1,234 or 12.3: at most three digits that mean something below a thousand. */
export function number(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return none;
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** 0.1 as 10 %. */
export function percent(share: number | undefined, digits = 1): string {
  if (share === undefined || !Number.isFinite(share)) return none;
  return `${(share * 100).toLocaleString('en', { maximumFractionDigits: digits })} %`;
}

/** A length of time given in milliseconds: 0.4 ms, 31 ms, 1.2 s, 3 min 5 s, 2 h 4 min. */
export function duration(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return none;
  if (ms < 0) return `-${duration(-ms)}`;
  if (ms < 1) return `${number(ms)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return join(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  if (seconds < 86_400) return join(Math.floor(seconds / 3_600), 'h', Math.floor(seconds / 60) % 60, 'min');
  return join(Math.floor(seconds / 86_400), 'd', Math.floor(seconds / 3_600) % 24, 'h');
}

/** Time that is left, as 0:07 or 1:02:03; never below zero. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, '');
}

/** 512 B, 1.5 KB, 20 MB. */
export function bytes(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return none;
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = 0;
  while (size >= 1_024 && unit < units.length - 1) {
    size /= 1_024;
    unit++;
  }
  return `${size >= 100 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** The local time of day: 14:03:07. */
export function clock(at: string | number | Date | undefined): string {
  const date = toDate(at);
  return date ? date.toLocaleTimeString('en-GB') : none;
}

/** The local time of day with milliseconds: 14:03:07.120. */
export function clockMs(at: string | number | Date | undefined): string {
  const date = toDate(at);
  return date ? `${date.toLocaleTimeString('en-GB')}.${String(date.getMilliseconds()).padStart(3, '0')}` : none;
}

/** The local date and time: 21 Nov 2026, 14:03:07. */
export function dateTime(at: string | number | Date | undefined): string {
  const date = toDate(at);
  return date ? date.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' }) : none;
}

/** How long ago it was: just now, 12 s ago, 3 min ago. */
export function ago(at: string | number | Date | undefined, now = Date.now()): string {
  const date = toDate(at);
  if (!date) return none;
  const past = now - date.getTime();
  if (past < 1_500) return 'just now';
  if (past < 60_000) return `${Math.round(past / 1_000)} s ago`;
  if (past < 3_600_000) return `${Math.floor(past / 60_000)} min ago`;
  if (past < 86_400_000) return `${Math.floor(past / 3_600_000)} h ago`;
  return `${Math.floor(past / 86_400_000)} d ago`;
}

/** 1 fault, 2 faults. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** From a time to another in milliseconds; undefined when one is missing. */
export function between(from: string | undefined, to: string | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : Date.parse(to) - Date.parse(from);
}

function toDate(at: string | number | Date | undefined): Date | undefined {
  if (at === undefined) return undefined;
  const date = at instanceof Date ? at : new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function join(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}
