import type { Wire } from './wire';

// The records of traces, metrics and logs.

export type TraceSummary = Wire<'TraceSummary'>;
export type TraceDetail = Wire<'TraceDetail'>;
export type SpanView = Wire<'SpanView'>;
export type SpanEvent = Wire<'SpanEventView'>;
export type MetricKind = Wire<'MetricKind'>;
export type MetricInfo = Wire<'MetricInfo'>;
export type MetricSeries = Wire<'MetricSeries'>;
export type LogLevel = Wire<'SeverityLevel'>;
export type LogLine = Wire<'LogLine'>;
