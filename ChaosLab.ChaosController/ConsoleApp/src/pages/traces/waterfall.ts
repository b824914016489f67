import { attribute, h, replace } from '../../dom';
import { milliseconds } from '../../ui/milliseconds';
import { waterfallRow } from './waterfall-row';
import { ticks, visible } from './tree';
import type { TreeRow } from './tree';

/** More rows than this are not drawn: nobody reads them, and the page would stall. */
const mostRows = 1500;

/** A trace as a tree of bars. Arrow keys move and fold, Enter shows a span. */
export function waterfall(rows: readonly TreeRow[], lengthMs: number, chosen: (index: number) => void, signal: AbortSignal): { element: HTMLElement; choose(index: number): void } {
  const folded = new Set<number>();
  const length = Math.max(lengthMs, 0.001);
  const body = h('div', { role: 'rowgroup', class: 'tree-body' });
  let elements = new Map<number, HTMLElement>();
  let current = 0;
  let selected = -1;

  const element = h('div', { class: 'tree', role: 'treegrid', 'aria-label': 'Spans of the trace', 'aria-rowcount': rows.length },
    h('div', { class: 'tree-row tree-head', role: 'row' },
      h('div', { role: 'columnheader', class: 'tree-name' }, 'Span', foldAll()),
      h('div', { role: 'columnheader', class: 'tree-ruler' }, ruler(length))),
    body,
    rows.length > mostRows ? h('p', { class: 'muted small' }, `${rows.length - mostRows} more spans are not drawn.`) : null);

  body.addEventListener('click', event => {
    const index = indexOf(event.target);
    if (index < 0) return;
    if (event.target instanceof Element && event.target.closest('a')) return;
    if (event.target instanceof Element && event.target.closest('.twisty')) return fold(index, !folded.has(index));
    choose(index === selected ? -1 : index);
  }, { signal });
  body.addEventListener('keydown', event => {
    if (press(event.key, indexOf(event.target))) event.preventDefault();
  }, { signal });
  body.addEventListener('focusin', event => move(indexOf(event.target), false), { signal });

  function draw(): void {
    const shown = visible(rows, folded).slice(0, mostRows);
    elements = new Map(shown.map(index => [index, waterfallRow(rows[index]!, index, length, folded.has(index))]));
    replace(body, [...elements.values()]);
    if (!elements.has(current)) current = 0;
    elements.get(current)?.setAttribute('tabindex', '0');
    mark();
  }

  function mark(): void {
    for (const [index, row] of elements) attribute(row, 'aria-selected', index === selected);
  }

  function choose(index: number): void {
    selected = index;
    for (let up = rows[index]?.parent ?? -1; up >= 0; up = rows[up]?.parent ?? -1) folded.delete(up);
    if (index >= 0 && !elements.has(index)) draw();
    mark();
    chosen(index);
    if (index >= 0) elements.get(index)?.scrollIntoView({ block: 'nearest' });
  }

  function move(index: number, focus = true): void {
    const next = elements.get(index);
    if (!next) return;
    elements.get(current)?.setAttribute('tabindex', '-1');
    current = index;
    next.setAttribute('tabindex', '0');
    if (focus) next.focus();
  }

  function fold(index: number, close: boolean): void {
    if (close) folded.add(index);
    else folded.delete(index);
    const focused = body.contains(document.activeElement);
    draw();
    if (focused) move(elements.has(index) ? index : current);
  }

  function press(key: string, index: number): boolean {
    if (index < 0) return false;
    const order = [...elements.keys()];
    const at = order.indexOf(index);
    const row = rows[index]!;
    const to = (next: number | undefined): boolean => {
      if (next !== undefined) move(next);
      return true;
    };
    switch (key) {
      case 'ArrowDown': return to(order[at + 1]);
      case 'ArrowUp': return to(order[at - 1]);
      case 'Home': return to(order[0]);
      case 'End': return to(order[order.length - 1]);
      case 'ArrowRight':
        if (folded.has(index)) fold(index, false);
        else if (row.below > 0) move(index + 1);
        return true;
      case 'ArrowLeft':
        if (row.below > 0 && !folded.has(index)) fold(index, true);
        else if (row.parent >= 0) move(row.parent);
        return true;
      case 'Enter': case ' ': choose(index === selected ? -1 : index); return true;
      case 'Escape': choose(-1); return true;
      default: return false;
    }
  }

  function foldAll(): HTMLElement {
    const button = h('button', { type: 'button', class: 'button quiet small-button', onclick: () => {
      const close = folded.size === 0;
      folded.clear();
      if (close) rows.forEach((row, index) => { if (row.below > 0 && row.parent >= 0) folded.add(index); });
      button.textContent = close ? 'Unfold all' : 'Fold';
      draw();
    } }, 'Fold');
    return button;
  }

  draw();
  return { element, choose };
}

function indexOf(target: EventTarget | null): number {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset['index']) : -1;
}

function ruler(length: number): HTMLElement[] {
  return ticks(length, 5).map(at => {
    const mark = h('span', { class: at / length > 0.92 ? 'tick tick-end' : 'tick' }, milliseconds(at));
    mark.style.left = `${(100 * at) / length}%`;
    return mark;
  });
}
