import { getJson } from '../../api/client';
import type { ExperimentSummary } from '../../api/experiment-types';
import type { StoredRun } from '../../api/history-types';
import { h, replace } from '../../dom';
import type { PageContext } from '../../shell/page';
import { card } from '../../ui/card';
import { notice } from '../../ui/empty';
import { dateTime, duration } from '../../ui/format';
import { pageHead } from '../../ui/page-head';
import { pairs } from '../../ui/pairs';
import { writeQuery } from '../../ui/query';
import { tabs } from '../../ui/tabs';
import type { Tab } from '../../ui/tabs';
import { verdictBadge } from '../../ui/verdict';
import { runsOf } from '../experiments/last-runs';
import { experimentPath } from '../experiments/paths';
import { checkTable } from './check-table';
import { eventList } from './event-list';
import { faultTable } from './fault-table';
import { figureTiles } from './figure-tiles';
import { fileLinks, reportFrame } from './files';
import { absorbers, detections, ledger, operations, slo, traces } from './findings';
import { loadCharts } from './load-charts';

/** A run that has ended: its verdict first, then what it rests on. */
export function endedView(context: PageContext, run: StoredRun, crumbs: HTMLElement): void {
  const { root, query, signal } = context;
  const { summary } = run;
  context.title(`${summary.verdict}: ${summary.title}`);
  const all: Tab[] = [
    { key: 'summary', label: 'Summary', draw: (panel, own) => replace(panel, ...summaryParts(run, own)) },
    { key: 'timeline', label: `Timeline (${run.events.length})`, draw: panel => {
      const list = eventList(Date.parse(run.events[0]?.at ?? summary.startedAt ?? ''));
      list.element.classList.add('events-all');
      replace(panel, run.events.length === 0 ? h('p', { class: 'muted' }, 'No event is stored.') : list.element);
      list.update(run.events);
      list.element.scrollTop = 0;
    } },
  ];
  if (summary.files.includes('report.html')) all.push({ key: 'report', label: 'Report', draw: panel => replace(panel, reportFrame(summary)) });
  all.push({ key: 'files', label: 'Files', draw: panel => replace(panel, fileLinks(summary)) });

  const experiment = h('a', { class: 'button plain', hidden: true }, 'Experiment');
  void offerExperiment(experiment, run, signal);
  replace(root, crumbs,
    pageHead(summary.title, [
      summary.startedAt ? dateTime(summary.startedAt) : 'start unknown', summary.seconds === undefined ? '' : ` · ${duration(summary.seconds * 1000)}`,
      summary.seed === undefined ? '' : ` · seed ${summary.seed}`, summary.profile ? ` · ${summary.profile}` : '', ' · ', h('span', { class: 'mono wrap' }, summary.id),
    ], experiment, ...leads(summary.id)),
    verdictBanner(run),
    tabs('Parts of the run', all, query.get('tab') ?? undefined, signal, key => writeQuery(context.query, { tab: key === 'summary' ? undefined : key })));
}

function verdictBanner(run: StoredRun): HTMLElement {
  const { judgement, summary } = run;
  const reasons = judgement?.reasons ?? [];
  return h('section', { class: `verdict ${summary.verdict}`, 'aria-label': 'Verdict' },
    verdictBadge(summary.verdict),
    h('div', { class: 'grow stack' },
      reasons.length > 0 ? h('ul', { class: reasons.length > 1 ? 'dots' : '' }, reasons.map(reason => h('li', null, reason))) : null,
      summary.note ? h('p', null, summary.note) : null,
      reasons.length === 0 && !summary.note ? h('p', null, 'It has not come to a verdict.') : null));
}

function summaryParts(run: StoredRun, signal: AbortSignal): (HTMLElement | null)[] {
  const experiment = (run.experiment ?? {}) as { description?: unknown };
  return [
    figureTiles(run),
    typeof experiment.description === 'string' ? h('p', { class: 'muted prose' }, experiment.description) : null,
    run.load && run.load.seconds.length > 0 ? card('What customers met', loadCharts(run, signal)) : null,
    run.load && !run.load.keptUp ? notice('warn', `The load did not keep up: ${run.load.complaint ?? 'requests were sent late'}`) : null,
    run.judgement ? card(`Checks (${run.judgement.checks.length})`, checkTable(run.judgement.checks)) : null,
    run.faults.length > 0 ? card('Faults', faultTable(run.faults)) : null,
    h('div', { class: 'run-halves' },
      run.slo ? card('Objectives', slo(run.slo)) : null,
      run.ledger ? card('Ledger', ledger(run.ledger)) : null,
      run.telemetry && run.telemetry.absorbers.length > 0 ? card('What absorbed it', absorbers(run.telemetry)) : null,
      run.load && Object.keys(run.load.operations).length > 0 ? card('By operation', operations(run.load)) : null),
    run.telemetry && run.telemetry.detections.length > 0 ? card('What the shop noticed by itself', detections(run.telemetry, Date.parse(run.summary.startedAt ?? ''))) : null,
    run.telemetry && run.telemetry.examples.length > 0 ? card('Traces worth a look', traces(run.telemetry)) : null,
    run.summary.tags.length + run.summary.rows.length > 0 ? card('Of this run', pairs([['Tags', run.summary.tags.join(', ')], ['Scenario rows', run.summary.rows.join(', ')]])) : null,
  ];
}

/** Where more of the run is. */
function leads(id: string): HTMLElement[] {
  const lead = (text: string, href: string): HTMLElement => h('a', { class: 'button plain', href }, text);
  const run = encodeURIComponent(id);
  return [lead('Traces', `/traces?run=${run}&range=all`), lead('Logs', `/logs?run=${run}&range=all`), lead('Compare …', `/runs?with=${run}`)];
}

/** Leads to the experiment when its file is still there. */
async function offerExperiment(link: HTMLAnchorElement, run: StoredRun, signal: AbortSignal): Promise<void> {
  const experiments = await getJson<ExperimentSummary[]>('/api/experiments', signal).catch(() => []);
  const found = experiments.find(experiment => runsOf(experiment, [run.summary]).length > 0);
  if (!found) return;
  link.href = experimentPath(found.file);
  link.hidden = false;
}
