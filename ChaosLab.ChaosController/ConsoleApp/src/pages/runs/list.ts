import '../../styles/lists.css';
import '../../styles/runs.css';
import { aborted, getJson } from '../../api/client';
import type { StoredRunSummary } from '../../api/history-types';
import { h, replace, text } from '../../dom';
import type { Page } from '../../shell/page';
import { button } from '../../ui/button';
import { empty, failed, loading } from '../../ui/empty';
import { filterBar } from '../../ui/filter-bar';
import { count } from '../../ui/format';
import { pageHead } from '../../ui/page-head';
import { runTable } from './run-table';

/** /runs: the history, newest first; two of them can be compared. */
export const page: Page = async context => {
  const { root, query, live, signal } = context;
  context.title('Runs');
  let all: StoredRunSummary[] = [];
  const chosen = new Set<string>(query.get('with') ? [query.get('with')!] : []);
  const figures = h('span', { role: 'status' });
  const compare = button('Compare', () => {
    const [a, b] = [...chosen];
    if (a === undefined || b === undefined) return;
    // The older one stands at the left.
    const [left, right] = [a, b].sort();
    context.go(`/runs/compare?a=${encodeURIComponent(left!)}&b=${encodeURIComponent(right!)}`);
  }, { kind: 'primary' });
  const filters = filterBar(context, [
    { name: 'text', label: 'Search', kind: 'text', placeholder: 'title, tag, row, seed, id', wide: true },
    { name: 'verdict', label: 'Verdict', kind: 'select', options: ['', 'pass', 'fail', 'inconclusive', 'aborted', 'error', 'interrupted', 'broken'].map(value => ({ value, label: value || 'any' })) },
    { name: 'profile', label: 'Profile', kind: 'select', options: [{ value: '', label: 'any' }] },
  ], show);
  const list = runTable(chosen, () => { offer(); show(); });
  const place = h('div', null, loading());
  replace(root, pageHead('Runs', figures, compare), filters.element, place);
  offer();

  function offer(): void {
    compare.disabled = chosen.size !== 2;
    compare.textContent = chosen.size === 2 ? 'Compare these two' : chosen.size === 1 ? 'Choose one more to compare' : 'Choose two to compare';
  }

  function show(): void {
    const words = (query.get('text') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const shown = all.filter(run =>
      words.every(word => [run.id, run.title, run.seed ?? '', run.verdict, ...run.tags, ...run.rows].join(' ').toLowerCase().includes(word))
      && (!query.get('verdict') || run.verdict === query.get('verdict'))
      && (!query.get('profile') || run.profile === query.get('profile')));
    text(figures, shown.length === all.length ? count(all.length, 'run') : `${shown.length} of ${count(all.length, 'run')}`);
    list.update(shown, live.state?.runs.filter(run => run.running).map(run => run.id) ?? []);
  }

  async function load(): Promise<void> {
    const history = await getJson<StoredRunSummary[]>('/api/history', signal);
    const running = (live.state?.runs ?? []).filter(run => run.running && !history.some(stored => stored.id === run.id))
      .map((run): StoredRunSummary => ({ id: run.id, title: run.title, verdict: 'interrupted', startedAt: run.startedAt, seed: run.seed, tags: [], rows: [], files: [] }));
    all = [...running, ...history];
    filters.offer('profile', [{ value: '', label: 'any' }, ...[...new Set(all.flatMap(run => run.profile ?? []))].sort().map(value => ({ value, label: value }))]);
    replace(place, all.length === 0
      ? empty('Nothing has been run yet', 'Choose an experiment and start it, here or with ./lab run.', h('a', { href: '/experiments' }, 'Experiments'))
      : h('section', { class: 'card listing', 'aria-label': 'Runs' }, list.element));
    show();
  }

  try {
    await load();
  } catch (error) {
    if (!aborted(error)) replace(place, failed(error));
    return;
  }
  let seen = '';
  live.subscribe('runs', runs => {
    const now = runs.map(run => `${run.id}${run.running}`).join();
    if (seen !== '' && now !== seen) void load().catch(() => undefined);
    else show();
    seen = now;
  }, signal);
};
