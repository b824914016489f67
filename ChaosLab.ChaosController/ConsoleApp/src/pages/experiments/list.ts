import '../../styles/lists.css';
import '../../styles/experiments.css';
import { aborted, getJson } from '../../api/client';
import type { ExperimentSummary } from '../../api/experiment-types';
import type { StoredRunSummary } from '../../api/history-types';
import { h, replace, text } from '../../dom';
import type { Page } from '../../shell/page';
import { empty, failed, loading } from '../../ui/empty';
import { filterBar } from '../../ui/filter-bar';
import { count } from '../../ui/format';
import { pageHead } from '../../ui/page-head';
import { experimentTable } from './table';
import type { Listed } from './table';
import { lastRun } from './last-runs';

/** /experiments: what can be tried, and how it went the last time. */
export const page: Page = async context => {
  const { root, query, live, signal } = context;
  context.title('Experiments');
  let all: Listed[] = [];
  const figures = h('span', { role: 'status' });
  const filters = filterBar(context, [
    { name: 'text', label: 'Search', kind: 'text', placeholder: 'title, why, fault, target, file', wide: true },
    { name: 'tag', label: 'Tag', kind: 'select', options: [{ value: '', label: 'any tag' }] },
    { name: 'row', label: 'Scenario row', kind: 'select', options: [{ value: '', label: 'any row' }] },
    { name: 'verdict', label: 'Last verdict', kind: 'select', options: verdicts },
  ], show);
  const list = experimentTable((name, value) => filters.set(name, value));
  const place = h('div', null, loading());
  replace(root, pageHead('Experiments', figures), filters.element, place);

  function show(): void {
    const words = (query.get('text') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const shown = all.filter(({ experiment, last }) =>
      words.every(word => searched(experiment).includes(word))
      && (!query.get('tag') || experiment.tags.includes(query.get('tag')!))
      && (!query.get('row') || experiment.rows.includes(query.get('row')!))
      && (!query.get('verdict') || (last?.verdict ?? 'none') === query.get('verdict')));
    text(figures, shown.length === all.length ? count(all.length, 'experiment') : `${shown.length} of ${count(all.length, 'experiment')}`);
    list.update(shown);
  }

  async function load(): Promise<void> {
    const [experiments, history] = await Promise.all([
      getJson<ExperimentSummary[]>('/api/experiments', signal),
      getJson<StoredRunSummary[]>('/api/history', signal),
    ]);
    all = experiments.map(experiment => ({ experiment, last: lastRun(experiment, history) }));
    filters.offer('tag', choices('any tag', experiments.flatMap(experiment => experiment.tags)));
    filters.offer('row', choices('any row', experiments.flatMap(experiment => experiment.rows)));
    replace(place, all.length === 0
      ? empty('There is no experiment', 'Files below experiments/ are listed here. The README there tells how one is written.')
      : h('section', { class: 'card listing', 'aria-label': 'Experiments' }, list.element));
    show();
  }

  try {
    await load();
  } catch (error) {
    if (!aborted(error)) replace(place, failed(error));
    return;
  }
  // A run that ends brings a new verdict.
  let ended = live.state?.runs.filter(run => !run.running).length;
  live.subscribe('runs', runs => {
    const now = runs.filter(run => !run.running).length;
    if (ended !== undefined && now !== ended) void load().catch(() => undefined);
    ended = now;
  }, signal);
};

const verdicts = [
  { value: '', label: 'any' }, { value: 'pass', label: 'pass' }, { value: 'fail', label: 'fail' }, { value: 'inconclusive', label: 'inconclusive' },
  { value: 'aborted', label: 'aborted' }, { value: 'error', label: 'error' }, { value: 'none', label: 'never run' },
];

function searched(experiment: ExperimentSummary): string {
  return [experiment.file, experiment.title, experiment.description, experiment.why, ...experiment.tags, ...experiment.rows,
    ...experiment.faults.map(fault => `${fault.kind} ${fault.target}`)].join(' ').toLowerCase();
}

function choices(any: string, values: readonly string[]): { value: string; label: string }[] {
  const sorted = [...new Set(values)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return [{ value: '', label: any }, ...sorted.map(value => ({ value, label: value }))];
}
