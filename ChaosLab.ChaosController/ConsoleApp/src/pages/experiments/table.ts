import type { ExperimentSummary } from '../../api/experiment-types';
import type { StoredRunSummary } from '../../api/history-types';
import { h } from '../../dom';
import { badge } from '../../ui/badge';
import { empty } from '../../ui/empty';
import { ago, count } from '../../ui/format';
import { table } from '../../ui/table';
import { verdictBadge } from '../../ui/verdict';
import { experimentPath } from './paths';

export interface Listed {
  experiment: ExperimentSummary;
  last: StoredRunSummary | undefined;
}

/** The experiments with how they went last. */
export function experimentTable(filter: (name: string, value: string) => void): { element: HTMLElement; update(rows: readonly Listed[]): void } {
  const chip = (name: string, value: string): HTMLElement =>
    h('button', { type: 'button', class: 'chip', title: `Only ${value}`, onclick: () => filter(name, value) }, value);
  return table<Listed>({
    caption: 'Experiments',
    keyOf: ({ experiment }) => experiment.file,
    href: ({ experiment }) => experimentPath(experiment.file),
    empty: () => empty('No experiment matches', 'Remove a filter or a word.'),
    columns: [
      {
        title: 'Experiment', kind: 'wide', sort: (a, b) => a.experiment.title.localeCompare(b.experiment.title),
        cell: ({ experiment }) => h('div', { class: 'experiment-cell' },
          h('a', { href: experimentPath(experiment.file), class: 'experiment-title' }, experiment.title),
          h('span', { class: 'muted small' }, experiment.why ?? experiment.description),
          h('span', { class: 'row small' }, h('span', { class: 'mono muted' }, experiment.file),
            experiment.mistakes > 0 ? badge('bad', count(experiment.mistakes, 'mistake')) : null)),
      },
      {
        title: 'Faults', cell: ({ experiment }) => h('ul', { class: 'fault-list' }, merged(experiment).map(([text, times]) =>
          h('li', { class: 'nowrap' }, h('span', { class: 'fault-kind' }, text.kind), ' ', h('span', { class: 'mono' }, text.target), times > 1 ? h('span', { class: 'muted' }, ` ×${times}`) : null))),
      },
      { title: 'Tags and rows', kind: 'narrow', cell: ({ experiment }) => h('div', { class: 'chips' }, experiment.tags.map(tag => chip('tag', tag)), experiment.rows.map(row => chip('row', row))) },
      {
        title: 'Last run', sort: (a, b) => (a.last?.startedAt ?? '').localeCompare(b.last?.startedAt ?? ''),
        cell: ({ last }) => last
          ? h('a', { href: `/runs/${encodeURIComponent(last.id)}`, class: 'last-run' }, verdictBadge(last.verdict), h('span', { class: 'muted small nowrap' }, ago(last.startedAt)))
          : h('span', { class: 'muted' }, 'never'),
      },
    ],
  });
}

function merged(experiment: ExperimentSummary): [{ kind: string; target: string }, number][] {
  const found = new Map<string, [{ kind: string; target: string }, number]>();
  for (const fault of experiment.faults) {
    const key = `${fault.kind} ${fault.target}`;
    const entry = found.get(key) ?? [fault, 0];
    entry[1]++;
    found.set(key, entry);
  }
  return [...found.values()];
}
