import type { FaultRecord, Judgement, Verdict } from './types';

/** A verdict, or what is wrong with the run's folder. */
export type RunWord = Verdict | 'interrupted' | 'broken';

export interface StoredRunSummary {
  id: string;
  title: string;
  verdict: RunWord;
  startedAt?: string;
  seconds?: number;
  profile?: string;
  seed?: number;
  tags: string[];
  rows: string[];
  /** What is wrong with the run's folder, and what to do. */
  note?: string;
  files: string[];
}

/** A fault of a run and what came of it; times in seconds. */
export interface FaultOutcome {
  fault: FaultRecord;
  rtoSeconds?: number;
  mttdSeconds?: number;
  detectedBy?: string;
  cascade: string[];
}

export interface SloResult {
  availability: number;
  availabilityTarget?: number;
  windowSeconds: number;
  budgetRequests?: number;
  errors: number;
  budgetBurnt?: number;
  errorRateDuringFaults?: number;
  worstRtoSeconds?: number;
  because?: string;
}

export interface LedgerAnomaly {
  key: string;
  orderId?: string;
  because: string;
}

export interface LedgerReport {
  verdict: 'right' | 'unknown' | 'wrong';
  acknowledged: number;
  refused: number;
  unknown: number;
  unknownCharged: number;
  lost: LedgerAnomaly[];
  duplicated: LedgerAnomaly[];
  phantom: LedgerAnomaly[];
  stale: LedgerAnomaly[];
  problem?: string;
}

export interface Absorber {
  mechanism: string;
  service: string;
  dependency: string;
  times: number;
  rescued: number;
}

export interface Detection {
  at: string;
  service: string;
  what: string;
  text: string;
}

export interface TraceExample {
  traceId: string;
  why: string;
  at: string;
  durationSeconds: number;
  lines: string[];
}

export interface TelemetryFindings {
  spans: number;
  dropped: number;
  absorbers: Absorber[];
  /** Attempts per call, by dependency. */
  amplification: Record<string, number>;
  detections: Detection[];
  examples: TraceExample[];
}

/** Requests of some time; latencies in ms from the intended send time. */
export interface LoadFigures {
  due: number;
  succeeded: number;
  failed: number;
  timedOut: number;
  unsent: number;
  p50?: number;
  p95?: number;
  p99?: number;
  max?: number;
  errors: number;
  errorRate: number;
}

export interface LoadSecond {
  second: number;
  at: string;
  figures: LoadFigures;
}

export interface LoadResult {
  startedAt: string;
  durationSeconds: number;
  total: LoadFigures;
  operations: Record<string, LoadFigures>;
  seconds: LoadSecond[];
  connections: number;
  peakConnections: number;
  lagP99: number;
  keptUp: boolean;
  complaint?: string;
}

export type RunEventKind =
  | 'runStarted' | 'intent' | 'steadyState' | 'activityStarted' | 'activityEnded'
  | 'faultActed' | 'faultSeen' | 'faultEnded' | 'faultRecovered'
  | 'health' | 'detection' | 'loadStarted' | 'loadEnded' | 'abort' | 'rollback' | 'note' | 'verdict';

/** Something that happened in a run. */
export interface RunEvent {
  at: string;
  kind: RunEventKind;
  text: string;
  subject?: string;
  data?: unknown;
}

/** A run of the history, whole. */
export interface StoredRun {
  summary: StoredRunSummary;
  judgement?: Judgement;
  faults: FaultOutcome[];
  slo?: SloResult;
  ledger?: LedgerReport;
  telemetry?: TelemetryFindings;
  load?: LoadResult;
  events: RunEvent[];
  experiment?: unknown;
}
