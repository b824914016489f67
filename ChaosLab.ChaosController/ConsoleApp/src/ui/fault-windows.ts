import type { FaultRecord } from '../api/types';
import type { ChartWindow } from './chart';

/** The times in which faults acted, to be shaded in charts; newest last. */
export function faultWindows(faults: readonly FaultRecord[]): ChartWindow[] {
  return faults
    .filter(fault => fault.actedAt !== undefined)
    .map(fault => ({
      from: Date.parse(fault.actedAt!) / 1_000,
      to: endOf(fault),
      label: `${fault.kind} ${fault.target}`,
      kind: fault.kind,
    }))
    .sort((a, b) => a.from - b.from);
}

/** When a fault ended, in seconds since 1970; undefined while it acts. A kill acts in one moment, and is over when its target is back. */
export function endOf(fault: FaultRecord): number | undefined {
  const end = fault.liftedAt ?? (fault.state === 'active' || fault.state === 'requested' ? undefined : fault.recoveredAt ?? fault.actedAt);
  return end === undefined ? undefined : Date.parse(end) / 1_000;
}
