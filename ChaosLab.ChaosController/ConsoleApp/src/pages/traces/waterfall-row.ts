import { h } from '../../dom';
import { faultLink } from '../../ui/fault-link';
import { icon } from '../../ui/icon';
import { milliseconds } from '../../ui/milliseconds';
import { toneOf } from '../../ui/service-tone';
import type { TreeRow } from './tree';

/** One span: who and what at the left, when and how long at the right. */
export function waterfallRow(row: TreeRow, index: number, length: number, folded: boolean): HTMLElement {
  const { span, below } = row;
  const name = h('div', { class: 'tree-name', role: 'gridcell' },
    below > 0 ? h('span', { class: 'twisty', 'aria-hidden': true, title: folded ? 'Unfold' : 'Fold' }, icon(folded ? 'next' : 'down')) : h('span', { class: 'twisty' }),
    h('span', { class: 'service', 'data-tone': toneOf(span.service) }, span.service),
    h('span', { class: 'tree-span', title: span.name }, span.name),
    span.failed ? h('span', { class: 'sign-bad', title: span.statusText ?? 'failed' }, icon('bad'), h('span', { class: 'hidden-text' }, ' failed')) : null,
    span.fault ? faultLink(span.fault, { tabindex: -1, title: 'An injected fault acted here' }) : null,
    folded ? h('span', { class: 'muted small' }, `+${below}`) : null);
  name.style.setProperty('--depth', String(Math.min(span.depth, 24)));
  return h('div', {
    class: 'tree-row', role: 'row', tabindex: -1, 'data-index': index, 'data-fault': span.fault !== undefined ? 'yes' : undefined,
    'aria-level': span.depth + 1, 'aria-expanded': below > 0 ? !folded : undefined, 'aria-rowindex': index + 1,
  }, name, h('div', { class: 'tree-time', role: 'gridcell' }, bar(row, length), events(row, length), label(row, length)));
}

function bar({ span }: TreeRow, length: number): HTMLElement {
  const element = h('span', { class: 'tree-bar', 'data-tone': toneOf(span.service), 'data-failed': span.failed ? 'yes' : undefined, 'aria-hidden': true });
  element.style.left = share(span.offsetMs, length);
  element.style.width = share(span.durationMs, length);
  return element;
}

function label({ span }: TreeRow, length: number): HTMLElement {
  const element = h('span', { class: 'tree-length mono' }, milliseconds(span.durationMs));
  const end = span.offsetMs + span.durationMs;
  // Beside the bar where there is room, and else before it or on it.
  if (end / length < 0.85) {
    element.style.left = share(end, length);
  } else if (span.offsetMs / length > 0.15) {
    element.style.right = `${100 - (100 * Math.min(span.offsetMs, length)) / length}%`;
  } else {
    element.classList.add('tree-length-inside');
    // Not on the marks at the bar's start.
    const crowded = span.events.some(event => event.offsetMs - span.offsetMs < 0.15 * length);
    element.style.left = share(crowded ? span.offsetMs + span.durationMs / 2 : span.offsetMs, length);
  }
  return element;
}

function events({ span }: TreeRow, length: number): HTMLElement[] {
  return span.events.slice(0, 50).map(event => {
    const kind = /fault|chaos|exception|timeout|open/i.test(event.name) ? 'bad' : /retry|fallback|bulkhead|half/i.test(event.name) ? 'warn' : 'mute';
    const element = h('span', { class: 'tree-event', 'data-tone': kind, title: `${event.name} at ${milliseconds(event.offsetMs)}` },
      h('span', { class: 'hidden-text' }, ` ${event.name}`));
    element.style.left = share(event.offsetMs, length);
    return element;
  });
}

function share(ms: number, length: number): string {
  return `${Math.min(100, Math.max(0, (100 * ms) / length)).toFixed(3)}%`;
}
