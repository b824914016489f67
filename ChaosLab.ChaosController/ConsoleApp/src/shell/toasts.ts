import { h } from '../dom';
import { icon } from '../ui/icon';

const polite = h('div', { class: 'toast-list', role: 'status', 'aria-live': 'polite' });
const urgent = h('div', { class: 'toast-list', role: 'alert', 'aria-live': 'assertive' });
const most = 4;

/** Where toasts appear; put into the page once. */
export const toastArea = h('div', { class: 'toasts' }, urgent, polite);

/** Says what has been done or has happened; it goes by itself. */
export function toast(text: string, tone: 'ok' | 'info' | 'warn' = 'ok'): void {
  show(polite, text, tone, 6_000);
}

/** Says what went wrong; it stays longer. */
export function complain(text: string): void {
  show(urgent, text, 'bad', 15_000);
}

function show(list: HTMLElement, text: string, tone: string, ms: number): void {
  const element = h('div', { class: `toast ${tone}` },
    icon(tone === 'ok' ? 'ok' : tone === 'info' ? 'help' : 'warn'),
    h('p', { class: 'grow' }, text),
    h('button', { type: 'button', class: 'button quiet small-button', 'aria-label': 'Close this message', onclick: () => element.remove() }, icon('close')));
  list.append(element);
  while (list.children.length > most) list.firstElementChild?.remove();
  let timer = setTimeout(() => element.remove(), ms);
  element.addEventListener('pointerenter', () => clearTimeout(timer));
  element.addEventListener('pointerleave', () => { timer = setTimeout(() => element.remove(), 2_000); });
}
