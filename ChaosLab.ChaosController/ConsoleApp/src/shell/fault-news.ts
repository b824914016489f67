import type { FaultRecord, FaultState } from '../api/types';
import type { LiveStore } from '../live/live-store';
import { complain, toast } from './toasts';

const over: readonly FaultState[] = ['recovered', 'notRecovered', 'noEffect', 'failed', 'stuck'];

/** Says how the faults that were injected from a console have ended. */
export function tellFaults(live: LiveStore): void {
  let before: Map<string, FaultState> | undefined;
  live.subscribe('faults', faults => {
    for (const fault of faults) {
      const known = before?.get(fault.id);
      if (known !== undefined && known !== fault.state && over.includes(fault.state) && fault.owner === 'console') tell(fault);
    }
    before = new Map(faults.map(fault => [fault.id, fault.state]));
  });
}

function tell(fault: FaultRecord): void {
  const what = `${fault.kind} on ${fault.target}`;
  if (fault.state === 'recovered') toast(`${what} is over, and the target is well again.`);
  else if (fault.state === 'noEffect') toast(`${what} is over; no caller saw an effect of it.`, 'warn');
  else complain(`${what}: ${fault.message ?? fault.state}`);
}
