import '../../styles/lists.css';
import '../../styles/runs.css';
import { aborted, getJson } from '../../api/client';
import type { StoredRun } from '../../api/history-types';
import { h, replace } from '../../dom';
import type { Page } from '../../shell/page';
import { card } from '../../ui/card';
import { empty, failed, loading, notice } from '../../ui/empty';
import { crumbs, pageHead } from '../../ui/page-head';
import { tableFrame } from '../../ui/table-frame';
import { verdictBadge } from '../../ui/verdict';
import { comparison } from './comparison';
import { overlay } from './overlay';
import { outcomeBadge } from './check-table';
import { runPath } from './run-table';

/** /runs/compare?a=&b=: two runs side by side, differences marked. */
export const page: Page = async context => {
  const { root, query, signal } = context;
  context.title('Compare runs');
  const where = crumbs({ text: 'Runs', href: '/runs' });
  const [a, b] = [query.get('a'), query.get('b')];
  if (!a || !b) return replace(root, where, pageHead('Compare runs'), empty('Two runs are needed', 'Choose two in the list.', h('a', { href: '/runs' }, 'All runs')));
  replace(root, where, pageHead('Compare runs'), loading());
  try {
    const [left, right] = await Promise.all([a, b].map(id => getJson<StoredRun>(`/api/history/${encodeURIComponent(id)}`, signal)));
    draw(left!, right!);
  } catch (error) {
    if (!aborted(error)) replace(root, where, pageHead('Compare runs'), failed(error));
  }

  function draw(left: StoredRun, right: StoredRun): void {
    const same = left.summary.title === right.summary.title;
    replace(root, where,
      pageHead(same ? left.summary.title : 'Compare runs', same ? 'The same experiment, twice' : 'Two different experiments'),
      same ? null : notice('info', 'These are runs of different experiments, so figures may differ for that alone.'),
      card('Side by side', figures(left, right)),
      left.load && right.load ? card('What customers met', overlay(left, right, signal)) : null,
      card('Checks', checks(left, right)));
  }
};

function figures(left: StoredRun, right: StoredRun): HTMLElement {
  return sideBySide(left, right, 'Figures', comparison(left, right).map(line => ({
    name: line.name, left: line.left, right: line.right, note: line.note, differs: line.differs, tone: line.tone,
  })));
}

function checks(left: StoredRun, right: StoredRun): HTMLElement {
  const of = (run: StoredRun): Map<string, { outcome: 'held' | 'unknown' | 'notHeld'; actual: string }> =>
    // The number of a fault in its lab says nothing across runs.
    new Map((run.judgement?.checks ?? []).map(check => [check.name.replace(/ \(f-\d+\)/, ''), check]));
  const [a, b] = [of(left), of(right)];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  const cell = (check: { outcome: 'held' | 'unknown' | 'notHeld'; actual: string } | undefined): HTMLElement =>
    check ? h('div', { class: 'row' }, outcomeBadge(check), h('span', null, check.actual)) : h('span', { class: 'muted' }, 'not checked');
  return sideBySide(left, right, 'Checks', names.map(name => {
    const differs = a.get(name)?.outcome !== b.get(name)?.outcome;
    return { name, left: cell(a.get(name)), right: cell(b.get(name)), differs, note: differs ? 'differs' : '', tone: differs ? 'warn' : undefined };
  }));
}

interface Row {
  name: string;
  left: Node | string;
  right: Node | string;
  differs: boolean;
  note: string;
  tone: string | undefined;
}

function sideBySide(left: StoredRun, right: StoredRun, caption: string, rows: readonly Row[]): HTMLElement {
  const head = (run: StoredRun, letter: string): HTMLElement => h('th', { scope: 'col' },
    h('div', { class: 'row' }, h('span', { class: 'muted' }, letter), verdictBadge(run.summary.verdict)), h('a', { href: runPath(run.summary), class: 'mono wrap' }, run.summary.id));
  return tableFrame(caption, h('table', { class: 'table compare' },
    h('caption', { class: 'hidden-text' }, caption),
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, caption), head(left, 'A'), head(right, 'B'), h('th', { scope: 'col' }, 'Difference, B against A'))),
    h('tbody', null, rows.map(row => h('tr', { class: row.differs ? 'differs' : '' },
      h('th', { scope: 'row' }, row.name), h('td', null, row.left), h('td', null, row.right),
      h('td', { class: row.tone ? `tone-${row.tone}` : 'muted' }, row.note || h('span', { class: 'muted' }, 'same')))))));
}
