import type { Wire } from './wire';

// The records of faults.

export type FaultParameter = Wire<'FaultParameter'>;
export type FaultKind = Wire<'FaultKind'>;
export type FaultState = Wire<'FaultState'>;
export type FaultRecord = Wire<'FaultRecord'>;
export type FaultRequest = Wire<'FaultRequest'>;
