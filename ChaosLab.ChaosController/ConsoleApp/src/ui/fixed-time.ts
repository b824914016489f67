import { h, replace } from '../dom';
import type { PageContext } from '../shell/page';
import { writeQuery } from './query';
import { isFixed } from './range';

/** Says that a link asked for fixed times, and lets go of them. */
export function fixedTime(context: PageContext, changed: () => void): { element: HTMLElement; show(): void } {
  const element = h('div', { class: 'fixed-time' });
  const show = (): void => {
    if (!isFixed(context.query)) return replace(element);
    const release = (): void => {
      writeQuery(context.query, { from: undefined, to: undefined });
      changed();
    };
    replace(element, h('span', null, `Only from ${read(context.query.get('from')) ?? 'the first'} to ${read(context.query.get('to')) ?? 'now'}.`),
      h('button', { type: 'button', class: 'button quiet', onclick: release }, 'Any time'));
  };
  return { element, show };
}

function read(value: string | null): string | undefined {
  if (value === null) return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? value : time.toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' });
}
