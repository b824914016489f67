import { h, replace, type Child } from '../dom';
import { keyed } from './keyed';

/** A column of a table. */
export interface Column<T> {
  title: string;
  /** What stands in it. */
  cell: (row: T) => Child | Child[];
  /** `number` is set to the right; `wide` takes the room that is left; `narrow` is hidden on small screens. */
  kind?: 'number' | 'wide' | 'narrow' | 'wide narrow';
  /** Sorts by this column when its head is pressed. */
  sort?: (a: T, b: T) => number;
}

export interface TableOptions<T> {
  /** Said by screen readers. */
  caption: string;
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  /** A row for which this gives an address leads there when it is pressed; its first cell holds the link. */
  href?: (row: T) => string;
  rowClass?: (row: T) => string;
  /** What stands there when there is no row. */
  empty?: () => Node;
}

export interface Table<T> {
  element: HTMLElement;
  update(rows: readonly T[]): void;
}

/** A table whose rows follow a list; unchanged cells are left alone. */
export function table<T>(options: TableOptions<T>): Table<T> {
  const body = h('tbody');
  let rows: readonly T[] = [];
  let sorted: { column: Column<T>; down: boolean } | undefined;
  const heads = options.columns.map(column => head(column));
  const grid = h('table', { class: 'table' }, h('caption', { class: 'hidden-text' }, options.caption), h('thead', null, h('tr', null, heads)), body);
  const nothing = h('div', { hidden: true }, options.empty?.() ?? null);
  const show = keyed<T>(body, options.keyOf, () => row(options));

  function head(column: Column<T>): HTMLTableCellElement {
    const cell = h('th', { scope: 'col', class: column.kind });
    if (column.sort) cell.append(h('button', { type: 'button', class: 'sort', onclick: () => sortBy(column) }, column.title));
    else cell.append(column.title);
    return cell;
  }

  function sortBy(column: Column<T>): void {
    sorted = { column, down: sorted?.column === column && !sorted.down };
    for (const [index, cell] of heads.entries()) {
      if (options.columns[index] === column) cell.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }
    draw();
  }

  function draw(): void {
    const order = sorted?.column.sort;
    const down = sorted?.down ? -1 : 1;
    show(order ? [...rows].sort((a, b) => down * order(a, b)) : rows);
    grid.hidden = rows.length === 0 && options.empty !== undefined;
    nothing.hidden = rows.length > 0;
  }

  return {
    element: h('div', { class: 'table-frame' }, grid, nothing),
    update(next) {
      rows = next;
      draw();
    },
  };
}

function row<T>(options: TableOptions<T>): { element: HTMLTableRowElement; update(item: T): void } {
  const cells = options.columns.map(column => h('td', { class: column.kind }));
  const element = h('tr', null, cells);
  if (options.href) {
    element.classList.add('leads');
    element.addEventListener('click', event => follow(event, element));
  }
  const shown: string[] = [];
  return {
    element,
    update(item) {
      element.className = `${options.href ? 'leads ' : ''}${options.rowClass?.(item) ?? ''}`.trim();
      for (const [index, column] of options.columns.entries()) {
        const cell = cells[index]!;
        const holder = h('div', null, column.cell(item));
        // Comparing what it would look like keeps focus, selection and open menus of cells that did not change.
        if (shown[index] === holder.innerHTML) continue;
        shown[index] = holder.innerHTML;
        replace(cell, [...holder.childNodes]);
      }
    },
  };
}

function follow(event: MouseEvent, element: HTMLTableRowElement): void {
  if (event.target instanceof Element && event.target.closest('a, button, input, select, label')) return;
  if (getSelection()?.toString()) return;
  element.querySelector('a')?.click();
}
