import { h, type Child } from '../dom';

/** The head of a page: its h1, a line below it, and what can be done. The h1 takes the focus when the page is entered. */
export function pageHead(title: Child, below?: Child | Child[] | null, ...actions: Child[]): HTMLElement {
  return h('header', { class: 'page-head' },
    h('div', { class: 'grow' }, h('h1', { tabindex: -1 }, title), below ? h('p', { class: 'page-below muted' }, below) : null),
    actions.length > 0 && h('div', { class: 'row page-actions' }, actions));
}

/** Where the page stands, above its h1. */
export function crumbs(...steps: { text: string; href: string }[]): HTMLElement {
  return h('nav', { class: 'crumbs', 'aria-label': 'Where this is' },
    steps.map(step => h('a', { href: step.href }, step.text)));
}
