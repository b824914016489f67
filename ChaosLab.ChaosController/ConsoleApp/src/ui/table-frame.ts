import { h } from '../dom';

/** A frame in which a wide table scrolls sideways; then it can be reached and scrolled with keys as well. */
export function tableFrame(label: string, content: HTMLTableElement): HTMLElement {
  const frame = h('div', { class: 'table-frame' }, content);
  new ResizeObserver(() => {
    const scrolls = frame.scrollWidth > frame.clientWidth + 1;
    if (scrolls === frame.hasAttribute('tabindex')) return;
    for (const [name, value] of [['tabindex', '0'], ['role', 'region'], ['aria-label', `${label}, table`]] as const) {
      if (scrolls) frame.setAttribute(name, value);
      else frame.removeAttribute(name);
    }
  }).observe(frame);
  return frame;
}
