import type { StoredRunSummary } from '../../api/history-types';
import { h } from '../../dom';

const meanings: readonly [RegExp, string][] = [
  [/^report\.html$/, 'the report for people, one file'],
  [/^report\.md$/, 'the report as text'],
  [/^postmortem\.md$/, 'a draft to fill in'],
  [/^journal\.jsonl$/, 'every event as it happened, one a line'],
  [/^journal\.json$/, 'Chaos Toolkit’s form of the journal'],
  [/^run\.json$/, 'the complete record; every other file can be made from it'],
  [/^history\.json$/, 'the client’s purchases, for outside checkers'],
  [/^chaos_report_/, 'the report for machines'],
];

export function filePath(run: StoredRunSummary, name: string): string {
  return `/api/history/${encodeURIComponent(run.id)}/files/${encodeURIComponent(name)}`;
}

/** Every file of the run. */
export function fileLinks(run: StoredRunSummary): HTMLElement {
  if (run.files.length === 0) return h('p', { class: 'muted' }, 'No file is stored.');
  return h('ul', { class: 'files' }, run.files.map(name => h('li', null,
    h('a', { class: 'mono', href: filePath(run, name), target: '_blank', rel: 'noopener' }, name),
    h('span', { class: 'muted' }, meanings.find(([pattern]) => pattern.test(name))?.[1] ?? ''))));
}

/** The report in its own frame, in which nothing runs. */
export function reportFrame(run: StoredRunSummary): HTMLElement {
  return h('div', { class: 'stack' },
    h('p', null, h('a', { href: filePath(run, 'report.html'), target: '_blank', rel: 'noopener' }, 'Open the report by itself')),
    h('iframe', { class: 'report-frame', src: filePath(run, 'report.html'), title: `Report of ${run.title}`, sandbox: '', loading: 'lazy' }));
}
