import type { FaultRecord } from '../../../api/types';
import { countdown } from '../../../ui/format';

/** What a chip says of the faults that act at a place: the kind with the time it has left, or how many there are. */
export function chipText(faults: readonly FaultRecord[], now = Date.now()): string {
  const [first] = faults;
  if (!first) return '';
  const left = remaining(faults, now);
  const what = faults.length === 1 ? first.kind : `${faults.length} faults`;
  return left === undefined ? what : `${what} ${countdown(left)}`;
}

/** Whether a fault still acts, or is about to. */
export function acts(fault: FaultRecord): boolean {
  return fault.state === 'active' || fault.state === 'requested' || fault.state === 'stuck';
}

/** How long until the last of the faults ends by itself, in milliseconds; undefined when one of them does not. */
function remaining(faults: readonly FaultRecord[], now: number): number | undefined {
  const ends = faults.map(fault => fault.endsAt === undefined ? Infinity : Date.parse(fault.endsAt) - now);
  const last = Math.max(...ends);
  return Number.isFinite(last) ? last : undefined;
}
