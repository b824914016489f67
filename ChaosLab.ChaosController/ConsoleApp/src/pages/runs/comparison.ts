import type { StoredRun } from '../../api/history-types';
import { dateTime, duration, number, percent } from '../../ui/format';
import { milliseconds } from '../../ui/milliseconds';

/** One thing of two runs. */
export interface Line {
  name: string;
  left: string;
  right: string;
  differs: boolean;
  /** What the right one is against the left one, in words. */
  note: string;
  tone: 'ok' | 'bad' | undefined;
}

const none = '–';

/** Differences below this share are noise of one machine and not told as better or worse. */
const noise = 0.1;

/** What two runs have to be compared by, in the order in which people ask. */
export function comparison(a: StoredRun, b: StoredRun): Line[] {
  const seconds = (value: number | undefined): string => value === undefined ? none : duration(value * 1000);
  const ms = (value: number | undefined): string => value === undefined ? none : milliseconds(value);
  const share = (value: number | undefined): string => percent(value, 2);
  return [
    plain('Verdict', a.summary.verdict, b.summary.verdict),
    plain('Started', dateTime(a.summary.startedAt), dateTime(b.summary.startedAt), false),
    figure('Took', a.summary.seconds, b.summary.seconds, seconds, 'none'),
    plain('Seed', String(a.summary.seed ?? none), String(b.summary.seed ?? none), false),
    plain('Profile', a.summary.profile ?? none, b.summary.profile ?? none),
    plain('Faults', faults(a), faults(b)),
    figure('Requests', a.load?.total.due, b.load?.total.due, number, 'none'),
    figure('Errors', a.load?.total.errorRate, b.load?.total.errorRate, share, 'less'),
    figure('Errors while faults acted', a.slo?.errorRateDuringFaults, b.slo?.errorRateDuringFaults, share, 'less'),
    figure('p50', a.load?.total.p50, b.load?.total.p50, ms, 'less'),
    figure('p95', a.load?.total.p95, b.load?.total.p95, ms, 'less'),
    figure('p99', a.load?.total.p99, b.load?.total.p99, ms, 'less'),
    figure('RTO, worst', worst(a, 'rtoSeconds'), worst(b, 'rtoSeconds'), seconds, 'less'),
    figure('Noticed after, worst', worst(a, 'mttdSeconds'), worst(b, 'mttdSeconds'), seconds, 'less'),
    figure('Error budget burnt', a.slo?.budgetBurnt, b.slo?.budgetBurnt, share, 'less'),
    plain('Ledger', a.ledger?.verdict ?? none, b.ledger?.verdict ?? none),
    figure('Acknowledged purchases', a.ledger?.acknowledged, b.ledger?.acknowledged, number, 'none'),
    figure('Lost', a.ledger?.lost.length, b.ledger?.lost.length, number, 'less'),
    figure('Charged or counted twice', a.ledger?.duplicated.length, b.ledger?.duplicated.length, number, 'less'),
    figure('Outcome unknown', a.ledger?.unknown, b.ledger?.unknown, number, 'less'),
    plain('Absorbed by', absorbers(a), absorbers(b)),
  ].filter(line => line.left !== none || line.right !== none);
}

function plain(name: string, left: string, right: string, counts = true): Line {
  return { name, left, right, differs: counts && left !== right, note: counts && left !== right ? 'differs' : counts ? '' : ' ', tone: undefined };
}

function figure(name: string, left: number | undefined, right: number | undefined, write: (value: number) => string, better: 'less' | 'none'): Line {
  const line: Line = { name, left: left === undefined ? none : write(left), right: right === undefined ? none : write(right), differs: false, note: '', tone: undefined };
  if (left === undefined && right === undefined) return line;
  if (left === undefined || right === undefined) return { ...line, differs: true, note: 'only in one of them' };
  if (line.left === line.right) return line;
  const change = left === 0 ? Infinity : (right - left) / left;
  const size = Number.isFinite(change) ? `${change > 0 ? '+' : '−'}${percent(Math.abs(change), 0)}` : `from ${line.left}`;
  if (Math.abs(change) < noise) return { ...line, note: `${size}, about the same` };
  if (better === 'none') return { ...line, differs: true, note: size };
  return { ...line, differs: true, note: `${size}, ${change < 0 ? 'better' : 'worse'}`, tone: change < 0 ? 'ok' : 'bad' };
}

function faults(run: StoredRun): string {
  return run.faults.map(({ fault }) => `${fault.kind} on ${fault.target}`).join(', ') || none;
}

function worst(run: StoredRun, what: 'rtoSeconds' | 'mttdSeconds'): number | undefined {
  const values = run.faults.flatMap(fault => fault[what] ?? []);
  return values.length === 0 ? undefined : Math.max(...values);
}

function absorbers(run: StoredRun): string {
  const found = new Map<string, number>();
  for (const one of run.telemetry?.absorbers ?? []) found.set(`${one.mechanism} ${one.dependency}`, (found.get(`${one.mechanism} ${one.dependency}`) ?? 0) + one.times);
  return [...found].sort(([x], [y]) => x.localeCompare(y)).map(([name]) => name).join(', ') || none;
}
