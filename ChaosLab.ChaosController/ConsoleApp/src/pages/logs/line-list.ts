import type { LogLine } from '../../api/telemetry-types';
import { h, replace } from '../../dom';
import type { PageContext } from '../../shell/page';
import { empty } from '../../ui/empty';
import { logRow } from './log-row';

/** As many lines as the page holds; what goes beyond is let go. */
const most = 2000;

/** How far down somebody must have scrolled to be left in peace by new lines, in pixels. */
const reading = 300;

export interface LineList {
  element: HTMLElement;
  reset(lines: readonly LogLine[]): void;
  /** Adds newer lines; tells how many were new. */
  prepend(lines: readonly LogLine[]): number;
  /** Adds older lines; tells how many were new. */
  append(lines: readonly LogLine[]): number;
  /** Shows the new lines that were held back. */
  flush(): void;
  newest(): string | undefined;
  oldest(): string | undefined;
  count(): number;
  full(): boolean;
}

/** The lines, newest first; while somebody reads further down, new ones wait behind a button. */
export function lineList(context: PageContext, filter: (name: string, value: string) => void): LineList {
  let lines: LogLine[] = [];
  let held: LogLine[] = [];
  let known = new Set<string>();
  const items = h('ol', { class: 'log-lines' });
  const waiting = h('button', { type: 'button', class: 'button primary log-waiting', hidden: true, onclick: () => { scrollTo(0, 0); flush(); } });
  const nothing = h('div', { hidden: true }, empty('No line matches', 'Widen the time, lower the level, or remove a filter.'));
  const element = h('section', { class: 'card log-card', 'aria-label': 'Log lines' }, waiting, items, nothing);

  addEventListener('scroll', () => { if (scrollY < 10 && held.length > 0) flush(); }, { passive: true, signal: context.signal });

  function fresh(from: readonly LogLine[]): LogLine[] {
    return from.filter(line => {
      const key = keyOf(line);
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
  }

  function hold(): void {
    waiting.hidden = held.length === 0;
    waiting.textContent = `${held.length === most ? 'Many' : held.length} new ${held.length === 1 ? 'line' : 'lines'}`;
    nothing.hidden = lines.length > 0;
  }

  function flush(): void {
    if (held.length > 0) {
      lines = [...held, ...lines].slice(0, most);
      items.prepend(...held.map(line => logRow(line, filter)));
      while (items.children.length > most) items.lastElementChild?.remove();
      held = [];
      known = new Set(lines.map(keyOf));
    }
    hold();
  }

  return {
    element,
    flush,
    reset(next) {
      known = new Set();
      held = [];
      lines = fresh(next);
      replace(items, lines.map(line => logRow(line, filter)));
      hold();
    },
    prepend(next) {
      const added = fresh(next);
      held = [...added, ...held].slice(0, most);
      if (known.size > 3 * most) known = new Set([...held, ...lines].map(keyOf));
      // Nor is a line that is being read pushed away.
      if (scrollY <= reading && !items.querySelector('[aria-expanded=true]')) flush();
      else hold();
      return added.length;
    },
    append(next) {
      const added = fresh(next).slice(0, most - lines.length);
      lines.push(...added);
      items.append(...added.map(line => logRow(line, filter)));
      hold();
      return added.length;
    },
    newest: () => (held[0] ?? lines[0])?.at,
    oldest: () => lines.at(-1)?.at,
    count: () => lines.length,
    full: () => lines.length >= most,
  };
}

function keyOf(line: LogLine): string {
  return `${line.at}|${line.service}|${line.spanId ?? ''}|${line.text}`;
}
