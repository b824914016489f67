import type { Wire } from './wire';

// The records of the lab, its resources, its traffic and its runs.

export type * from './fault-types';

export type LabInfo = Wire<'LabInfo'>;
export type ResourceEndpoint = Wire<'ResourceEndpoint'>;
export type LiveResource = Wire<'LiveResource'>;
export type ResourceCommandArgument = Wire<'ResourceCommandArgument'>;
export type ResourceCommand = Wire<'ResourceCommand'>;
export type ResourceStatus = Wire<'ResourceStatus'>;
export type EnvironmentValue = Wire<'EnvironmentValue'>;
export type ResourceDetail = Wire<'ResourceDetail'>;
export type CommandOutcome = Wire<'CommandOutcome'>;
export type EdgeStatus = Wire<'EdgeStatus'>;
export type BridgeState = Wire<'BridgeState'>;
export type HaltStatus = Wire<'HaltStatus'>;
export type DependencyHealth = Wire<'DependencyHealth'>;
export type TrafficSecond = Wire<'TrafficSecond'>;
export type SloStatus = Wire<'SloStatus'>;
export type LoadStatus = Wire<'LoadStatus'>;
export type Verdict = Wire<'Verdict'>;
export type Check = Wire<'Check'>;
export type Judgement = Wire<'Judgement'>;
export type RunStatus = Wire<'RunStatus'>;
export type SessionStatus = Wire<'SessionStatus'>;
