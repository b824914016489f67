import { h, uniqueId, type Child } from '../dom';

/** A titled part of a page. */
export function card(title: string, body: Child | Child[], ...actions: Child[]): HTMLElement {
  const id = uniqueId('card');
  return h('section', { class: 'card', 'aria-labelledby': id },
    h('header', { class: 'card-head' }, h('h2', { id }, title), actions.length > 0 && h('div', { class: 'row card-actions' }, actions)),
    h('div', { class: 'card-body' }, body));
}
