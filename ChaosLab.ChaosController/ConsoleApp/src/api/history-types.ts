import type { Wire } from './wire';

// The records of runs that are kept.

export type RunWord = Wire<'StoredVerdict'>;
export type StoredRunSummary = Wire<'StoredRunSummary'>;
export type FaultOutcome = Wire<'FaultOutcome'>;
export type SloResult = Wire<'SloResult'>;
export type LedgerAnomaly = Wire<'LedgerAnomaly'>;
export type LedgerReport = Wire<'LedgerReport'>;
export type Absorber = Wire<'Absorber'>;
export type Detection = Wire<'Detection'>;
export type TraceExample = Wire<'TraceExample'>;
export type TelemetryFindings = Wire<'TelemetryFindings'>;
export type LoadFigures = Wire<'LoadFigures'>;
export type LoadSecond = Wire<'LoadSecond'>;
export type LoadResult = Wire<'LoadResult'>;
export type RunEventKind = Wire<'RunEventKind'>;
export type RunEvent = Wire<'RunEvent'>;
export type StoredRun = Wire<'StoredRunDetail'>;
