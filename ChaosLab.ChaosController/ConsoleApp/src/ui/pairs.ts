import { h } from '../dom';
import type { Child } from '../dom';

/** Names with their values, one line each. */
export function pairs(entries: readonly (readonly [string, Child])[], kind = 'pairs'): HTMLElement {
  return h('dl', { class: kind }, entries
    .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
    .map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value))));
}

/** The attributes of a span, an event or a log line, sorted by name. */
export function attributePairs(attributes: Record<string, string>): HTMLElement {
  const entries = Object.entries(attributes).sort(([a], [b]) => a.localeCompare(b));
  return pairs(entries, 'pairs pairs-code');
}
