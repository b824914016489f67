export interface ExperimentSummary {
  /** Its file's name, such as payment-outage.json. */
  file: string;
  title: string;
  description: string;
  tags: string[];
  rows: string[];
  why?: string;
  expected?: string;
  whenItFails?: string;
  faults: { kind: string; target: string }[];
  mistakes: number;
}

/** A place in an experiment that cannot be read; line and column start at 1. */
export interface Mistake {
  file: string;
  line: number;
  column: number;
  path?: string;
  message: string;
}

export interface ExperimentDetail {
  summary: ExperimentSummary;
  path: string;
  text: string;
  mistakes: Mistake[];
}

export interface PlannedFault {
  kind: string;
  target: string;
  lasting?: string;
  undone: string;
  problem?: string;
}

/** What a run would do; nothing is done by making it. */
export interface ExperimentPlan {
  title: string;
  hypothesis: string[];
  steps: string[];
  faults: PlannedFault[];
  blastRadius: string[];
  load?: string;
  undo: string[];
  problems: string[];
}

export interface PlanAnswer {
  plan?: ExperimentPlan;
  mistakes: Mistake[];
}
