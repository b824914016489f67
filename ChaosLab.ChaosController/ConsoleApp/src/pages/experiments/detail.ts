import '../../styles/lists.css';
import '../../styles/experiments.css';
import { aborted, ApiProblem, getJson } from '../../api/client';
import type { ExperimentDetail, ExperimentSummary } from '../../api/experiment-types';
import type { StoredRunSummary } from '../../api/history-types';
import { h, replace } from '../../dom';
import type { Page } from '../../shell/page';
import { card } from '../../ui/card';
import { empty, failed, loading } from '../../ui/empty';
import { ago } from '../../ui/format';
import { crumbs, pageHead } from '../../ui/page-head';
import { pairs } from '../../ui/pairs';
import { settled } from '../../ui/timing';
import { verdictBadge } from '../../ui/verdict';
import { runsOf } from './last-runs';
import { planPanel } from './plan-panel';
import { sourcePanel } from './source-panel';
import { startPanel } from './start-panel';
import { variablesForm } from './variables-form';

const all = { text: 'Experiments', href: '/experiments' };

/** /experiments/:file: why, what it would do, its source, and its start. */
export const page: Page = async context => {
  const { root, params, signal } = context;
  const file = params['file'] ?? '';
  context.title(file);
  replace(root, crumbs(all), pageHead(file), loading());
  try {
    const [detail, history] = await Promise.all([
      getJson<ExperimentDetail>(`/api/experiments/${encodeURIComponent(file)}`, signal),
      getJson<StoredRunSummary[]>('/api/history', signal).catch(error => {
        if (aborted(error)) throw error;
        return [];
      }),
    ]);
    draw(detail, history);
  } catch (error) {
    if (aborted(error)) return;
    replace(root, crumbs(all), pageHead(file), error instanceof ApiProblem && error.missing
      ? empty(`There is no experiment ${file}`, 'It may have been renamed.', h('a', { href: '/experiments' }, 'All experiments'))
      : failed(error));
  }

  function draw(detail: ExperimentDetail, history: StoredRunSummary[]): void {
    const { summary } = detail;
    context.title(summary.title);
    const variables = variablesForm(settled(500, signal, () => void plan.check()));
    const plan = planPanel(detail, variables, signal);
    const source = sourcePanel(detail, text => plan.check(text), signal);
    plan.onMistake(mistake => source.show(mistake));
    const start = startPanel(context, detail, plan, variables, () => source.text());
    replace(root, crumbs(all),
      pageHead(summary.title, h('span', { class: 'mono' }, detail.path)),
      summary.description ? h('p', { class: 'prose experiment-about' }, summary.description) : null,
      h('div', { class: 'experiment-columns' },
        h('div', { class: 'stack' }, claims(summary), source.element),
        h('div', { class: 'stack' }, start, plan.element, earlier(summary, history))));
  }
};

function claims(summary: ExperimentSummary): HTMLElement | null {
  const made = pairs([
    ['Why', summary.why],
    ['Expected', summary.expected],
    ['When it fails', summary.whenItFails],
    ['Tags', links('tag', summary.tags)],
    ['Scenario rows', links('row', summary.rows)],
  ], 'pairs pairs-prose');
  return card('What it is for', made);
}

function links(name: string, values: readonly string[]): HTMLElement | null {
  return values.length === 0 ? null : h('span', { class: 'chips' }, values.map(value => h('a', { class: 'chip', href: `/experiments?${name}=${encodeURIComponent(value)}` }, value)));
}

function earlier(summary: ExperimentSummary, history: readonly StoredRunSummary[]): HTMLElement {
  const runs = runsOf(summary, history).slice(0, 8);
  return card('Earlier runs', runs.length === 0
    ? h('p', { class: 'muted' }, 'It has not been run yet.')
    : h('ul', { class: 'earlier' }, runs.map(run => h('li', null,
      h('a', { href: `/runs/${encodeURIComponent(run.id)}` }, verdictBadge(run.verdict), ' ', ago(run.startedAt)),
      h('span', { class: 'muted small' }, run.seed === undefined ? '' : `seed ${run.seed}`)))));
}
