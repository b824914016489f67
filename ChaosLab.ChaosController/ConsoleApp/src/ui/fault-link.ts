import { h } from '../dom';
import { icon } from './icon';

/** A fault's id, marked as a fault, leading to its page. */
export function faultLink(id: string, more: { tabindex?: number; title?: string } = {}): HTMLElement {
  return h('a', { class: 'badge fault', href: `/faults/${encodeURIComponent(id)}`, title: more.title ?? 'An injected fault', tabindex: more.tabindex }, icon('fault'), id);
}
