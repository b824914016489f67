import type { Wire } from './wire';

// The records of experiments and their dry runs.

export type ExperimentSummary = Wire<'ExperimentSummary'>;
export type Mistake = Wire<'Mistake'>;
export type ExperimentDetail = Wire<'ExperimentDetail'>;
export type ExperimentVariable = Wire<'ExperimentVariable'>;
export type PlannedFault = Wire<'PlannedFault'>;
export type ExperimentPlan = Wire<'ExperimentPlan'>;
export type PlanAnswer = Wire<'PlanAnswer'>;
