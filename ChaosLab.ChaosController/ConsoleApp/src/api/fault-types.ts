// The records of faults.

export interface FaultParameter {
  name: string;
  unit?: string;
  default?: number;
  minimum?: number;
  maximum?: number;
  description?: string;
  text?: boolean;
  defaultText?: string;
  choices?: string[];
}

/** A kind of fault of the catalogue. */
export interface FaultKind {
  kind: string;
  description: string;
  targets: string[];
  parameters: FaultParameter[];
  where?: string[];
  observed?: string;
  undone?: string;
  unavailable?: string;
}

export type FaultState = 'requested' | 'active' | 'lifted' | 'recovered' | 'notRecovered' | 'noEffect' | 'failed' | 'stuck';

/** One injected fault and what has been seen of it so far. */
export interface FaultRecord {
  id: string;
  kind: string;
  target: string;
  seed?: number;
  requestedAt: string;
  actedAt?: string;
  effectSeenAt?: string;
  endsAt?: string;
  liftedAt?: string;
  recoveredAt?: string;
  state: FaultState;
  message?: string;
  settings?: Record<string, string>;
  reason?: string;
  owner?: string;
  /** The run that injected it. */
  run?: string;
}

export interface FaultRequest {
  kind: string;
  target: string;
  forSeconds?: number;
  seed?: number;
  settings?: Record<string, string>;
  reason?: string;
  owner?: string;
  force?: boolean;
}
