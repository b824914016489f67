import { remove, sentence } from '../../api/client';
import type { FaultRecord } from '../../api/types';
import { complain, toast } from '../../shell/toasts';
import { button, whileBusy } from '../../ui/button';

/** A button that removes a fault. */
export function removeButton(fault: Pick<FaultRecord, 'id' | 'kind' | 'target'>, small = true): HTMLButtonElement {
  const element = button('Remove', () => void whileBusy(element, () => removeFault(fault)), { small, changes: true, label: `Remove ${fault.kind} on ${fault.target}` });
  return element;
}

async function removeFault(fault: Pick<FaultRecord, 'id' | 'kind' | 'target'>): Promise<void> {
  try {
    await remove(`/api/faults/${encodeURIComponent(fault.id)}`);
    toast(`${fault.kind} on ${fault.target} is removed.`);
  } catch (error) {
    complain(`${fault.kind} on ${fault.target} could not be removed: ${sentence(error)}`);
  }
}
