import { sentence } from '../api/client';
import { h, type Child } from '../dom';
import { button } from './button';
import { icon } from './icon';

/** What stands where there is nothing to show: why, and what to do. */
export function empty(title: string, hint?: Child | Child[] | null, action?: Child): HTMLElement {
  return h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), hint ? h('p', { class: 'muted' }, hint) : null, action);
}

/** What stands where something is on its way. */
export function loading(what = 'Loading'): HTMLElement {
  return h('div', { class: 'empty', role: 'status' }, h('p', { class: 'muted' }, `${what} …`));
}

/** What stands where something could not be read. */
export function failed(error: unknown, again?: () => void): HTMLElement {
  return h('div', { class: 'notice bad', role: 'alert' }, icon('warn'), h('p', { class: 'grow' }, sentence(error)),
    again ? button('Try again', () => again(), { small: true }) : null);
}

/** A sentence that stands out in a page. */
export function notice(tone: 'info' | 'warn' | 'bad' | 'ok', ...content: Child[]): HTMLElement {
  return h('div', { class: `notice ${tone}` }, icon(tone === 'ok' ? 'ok' : tone === 'info' ? 'help' : 'warn'), h('div', { class: 'grow' }, content));
}
