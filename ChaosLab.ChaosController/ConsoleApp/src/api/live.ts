import type { BridgeState, DependencyHealth, EdgeStatus, FaultRecord, HaltStatus, LabInfo, LiveResource, LoadStatus, RunStatus, SloStatus, TrafficSecond } from './types';

/** The whole state that the pages show live; the first event of the stream. */
export interface LiveSnapshot {
  at: string;
  lab: LabInfo;
  bridge?: BridgeState;
  resources: LiveResource[];
  edges: EdgeStatus[];
  /** Present ones, and those that ended in the last 5 minutes. */
  faults: FaultRecord[];
  halt: HaltStatus;
  dependencies: DependencyHealth[];
  /** Newest first. */
  runs: RunStatus[];
  /** The last 300 seconds, oldest first. */
  traffic: TrafficSecond[];
  slo: SloStatus;
  load?: LoadStatus;
}

/** The parts that changed, each whole; of the traffic only the seconds that are new or revised. */
export type LiveUpdate = Partial<LiveSnapshot> & { at: string };

export type LivePart = Exclude<keyof LiveSnapshot, 'at'>;
