import { getJson } from './client';
import type { FaultKind } from './types';

let known: Promise<FaultKind[]> | undefined;

/** The catalogue of faults: it is read once, and again when asked for anew. */
export function catalogue(anew = false): Promise<FaultKind[]> {
  if (anew) known = undefined;
  known ??= getJson<FaultKind[]>('/api/faults').catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}
