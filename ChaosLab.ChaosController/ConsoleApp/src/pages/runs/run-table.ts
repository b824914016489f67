import type { StoredRunSummary } from '../../api/history-types';
import { h } from '../../dom';
import { empty } from '../../ui/empty';
import { dateTime, duration } from '../../ui/format';
import { table } from '../../ui/table';
import { runningBadge, verdictBadge } from '../../ui/verdict';

/** The runs; at most two are chosen, the one chosen first gives way. */
export function runTable(chosen: Set<string>, changed: () => void): { element: HTMLElement; update(runs: readonly StoredRunSummary[], running: readonly string[]): void } {
  let goingOn: readonly string[] = [];

  function choose(id: string): HTMLElement {
    const box = h('input', { type: 'checkbox', value: id, 'aria-label': `Compare ${id}`, onchange: () => {
      if (box.checked) chosen.add(id);
      else chosen.delete(id);
      const first = [...chosen][0];
      if (chosen.size > 2 && first !== undefined) {
        chosen.delete(first);
        const other = made.element.querySelector<HTMLInputElement>(`input[value="${CSS.escape(first)}"]`);
        if (other) other.checked = false;
      }
      changed();
    } });
    // A property and no attribute: the cell stays as it is when the choice changes, and keeps the focus.
    box.checked = chosen.has(id);
    return box;
  }

  const made = table<StoredRunSummary>({
    caption: 'Runs, newest first',
    keyOf: run => run.id,
    href: runPath,
    rowClass: run => chosen.has(run.id) ? 'row-chosen' : '',
    empty: () => empty('No run matches', 'Remove a filter or a word.'),
    columns: [
      { title: 'Compare', cell: run => choose(run.id) },
      { title: 'Verdict', cell: run => goingOn.includes(run.id) ? runningBadge() : verdictBadge(run.verdict), sort: (a, b) => a.verdict.localeCompare(b.verdict) },
      {
        title: 'Run', kind: 'wide', sort: (a, b) => a.title.localeCompare(b.title),
        cell: run => h('div', { class: 'experiment-cell' }, h('a', { href: runPath(run), class: 'experiment-title' }, run.title),
          h('span', { class: 'small muted mono' }, run.id), run.note && !goingOn.includes(run.id) ? h('span', { class: 'small tone-warn' }, run.note) : null),
      },
      { title: 'Started', cell: run => h('span', { class: 'nowrap number' }, dateTime(run.startedAt)), sort: (a, b) => (a.startedAt ?? '').localeCompare(b.startedAt ?? '') },
      { title: 'Took', kind: 'number', cell: run => goingOn.includes(run.id) ? '' : duration(run.seconds === undefined ? undefined : run.seconds * 1000), sort: (a, b) => (a.seconds ?? 0) - (b.seconds ?? 0) },
      { title: 'Profile', kind: 'narrow', cell: run => run.profile ?? '–' },
      { title: 'Seed', kind: 'number', cell: run => run.seed ?? '–' },
    ],
  });
  return {
    element: made.element,
    update(runs, running) {
      goingOn = running;
      made.update(runs);
    },
  };
}

export function runPath(run: { id: string }): string {
  return `/runs/${encodeURIComponent(run.id)}`;
}
