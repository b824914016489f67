// The records of the service's API: what travels as JSON. Times are ISO 8601 texts; what is null is left out.

export type * from './fault-types';

/** The running lab as a whole. */
export interface LabInfo {
  name: string;
  host: string;
  profile: string;
  infrastructure: string;
  startedAt: string;
  pid: number;
  gatewayUrl?: string;
  consoleUrl?: string;
  ready: boolean;
  failure?: string;
}

export interface ResourceEndpoint { name: string; url: string }

/** One resource of the lab, now. Health is missing while it does not run. */
export interface LiveResource {
  name: string;
  type: string;
  state?: string;
  health?: string;
  explicitStart: boolean;
  pid?: number;
  containerId?: string;
  exitCode?: number;
  restarts: number;
  endpoints: ResourceEndpoint[];
  activeFaults: string[];
}

export interface ResourceCommandArgument {
  name: string;
  label?: string;
  type: string;
  required: boolean;
  value?: string;
}

export interface ResourceCommand {
  name: string;
  displayName: string;
  description?: string;
  state: string;
  arguments: ResourceCommandArgument[];
}

export interface ResourceStatus extends LiveResource {
  processStartTime?: string;
  commands: ResourceCommand[];
  lastLogLines?: string[];
}

export interface EnvironmentValue { name: string; value?: string; masked: boolean }

export interface ResourceDetail { status: ResourceStatus; environment: EnvironmentValue[] }

export interface CommandOutcome { success: boolean; message?: string }

/** A named edge between two parts of the shop. */
export interface EdgeStatus {
  name: string;
  from: string;
  to: string;
  protocol: string;
  listen: string;
  upstream: string;
  enabled: boolean;
  connections: number;
  connectionsTotal: number;
  bytesUp: number;
  bytesDown: number;
  requestsPerSecond?: number;
  toxics: string[];
  faults: string[];
}

/** Whether the AppHost tells how the lab stands; while it does not, what was known last is shown. */
export interface BridgeState { reachable: boolean; since: string; reason?: string }

export interface HaltStatus {
  halted: boolean;
  reason?: string;
  by?: string;
  since?: string;
  undone?: number;
  milliseconds?: number;
  problems?: string[];
}

/** What one service says of a dependency of its own. */
export interface DependencyHealth {
  service: string;
  dependency: string;
  available: boolean;
  circuit: string;
  critical: boolean;
  since?: string;
  lastCallMs?: number;
  error?: string;
}

/** One second of the shop's traffic; percentiles in milliseconds. */
export interface TrafficSecond {
  second: number;
  requests: number;
  errors: number;
  p50?: number;
  p95?: number;
  p99?: number;
  source: string;
}

/** The objective: budgetBurnt 1 is all of it, burnRate 1 is exactly what the target allows. */
export interface SloStatus {
  target: number;
  windowSeconds: number;
  requests: number;
  errors: number;
  availability?: number;
  budgetBurnt?: number;
  burnRate?: number;
}

export interface LoadStatus {
  running: boolean;
  rate: number;
  startedAt: string;
  endsAt: string;
  sent: number;
  failed: number;
  unsent: number;
  p95Ms?: number;
  by?: string;
  /** Why it ended before its time. */
  ended?: string;
}

export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'aborted' | 'error';

export interface Check { name: string; outcome: 'held' | 'unknown' | 'notHeld'; expected: string; actual: string; evidence?: string }

export interface Judgement { verdict: Verdict; reasons: string[]; checks: Check[]; deviated: boolean }

/** A run of this service. */
export interface RunStatus {
  id: string;
  title: string;
  running: boolean;
  startedAt: string;
  folder: string;
  seed: number;
  judgement?: Judgement;
}

export interface SessionStatus { signedIn: boolean; expiresAt?: string }
