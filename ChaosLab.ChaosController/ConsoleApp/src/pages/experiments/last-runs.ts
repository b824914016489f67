import type { ExperimentSummary } from '../../api/experiment-types';
import type { StoredRunSummary } from '../../api/history-types';

/** The newest run of an experiment: by its title, or by the file's name that its id ends with. The runs are newest first. */
export function lastRun(experiment: ExperimentSummary, runs: readonly StoredRunSummary[]): StoredRunSummary | undefined {
  return runsOf(experiment, runs)[0];
}

export function runsOf(experiment: ExperimentSummary, runs: readonly StoredRunSummary[]): StoredRunSummary[] {
  const stem = experiment.file.replace(/\.[^.]+$/, '').toLowerCase();
  return runs.filter(run => run.id.slice('20261121-193000-'.length) === stem || run.title === experiment.title);
}
