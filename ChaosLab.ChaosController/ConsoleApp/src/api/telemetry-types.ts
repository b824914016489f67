/** A trace in a list. */
export interface TraceSummary {
  traceId: string;
  name: string;
  service: string;
  at: string;
  durationMs: number;
  spans: number;
  failed: boolean;
  /** The HTTP status of its first span. */
  status?: number;
  services: string[];
  /** Ids of the faults that were seen in it. */
  faults: string[];
  /** What happened in it: retry, fallback, timeout, … */
  marks: string[];
}

export interface TraceDetail {
  traceId: string;
  at: string;
  durationMs: number;
  failed: boolean;
  /** Whether its first span is there. */
  complete: boolean;
  /** In the order of the tree. */
  spans: SpanView[];
}

export interface SpanView {
  spanId: string;
  parentId?: string;
  depth: number;
  service: string;
  instance?: string;
  name: string;
  kind: string;
  offsetMs: number;
  durationMs: number;
  failed: boolean;
  statusText?: string;
  fault?: string;
  run?: string;
  attributes: Record<string, string>;
  events: SpanEvent[];
}

export interface SpanEvent {
  offsetMs: number;
  name: string;
  attributes: Record<string, string>;
}

export type MetricKind = 'gauge' | 'sum' | 'histogram' | 'summary';

export interface MetricInfo {
  name: string;
  unit: string;
  kind: MetricKind;
  services: string[];
  points: number;
}

export interface MetricSeries {
  service: string;
  attributes: Record<string, string>;
  /** Unix time in ms. */
  at: number[];
  values: number[];
  /** Of a histogram: how many values it held so far. */
  counts?: number[];
  /** Whether each point counts from the service's start, and not from the point before. */
  cumulative: boolean;
  /** Whether it only grows: then its rise over time is a rate. */
  monotonic: boolean;
}

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical';

export interface LogLine {
  at: string;
  service: string;
  category: string;
  severity: number;
  level: LogLevel;
  text: string;
  traceId?: string;
  spanId?: string;
  attributes: Record<string, string>;
}
