import { attribute, h, replace, uniqueId } from '../dom';

/** One tab: its panel is drawn when it is first opened, with a signal that aborts when another is opened. */
export interface Tab { key: string; label: string; draw: (panel: HTMLElement, signal: AbortSignal) => void }

/** Tabs with the usual keys: arrows, Home, End. */
export function tabs(label: string, all: readonly Tab[], first: string | undefined, signal: AbortSignal, chosen?: (key: string) => void): HTMLElement {
  const panel = h('div', { role: 'tabpanel', id: uniqueId('panel'), tabindex: 0, class: 'tab-panel' });
  const buttons = all.map(tab => h('button', {
    type: 'button', role: 'tab', id: uniqueId('tab'), class: 'tab', 'aria-controls': panel.id, onclick: () => open(tab),
  }, tab.label));
  let shown: AbortController | undefined;

  function open(tab: Tab): void {
    shown?.abort();
    shown = new AbortController();
    for (const [index, element] of buttons.entries()) {
      const selected = all[index] === tab;
      attribute(element, 'aria-selected', selected);
      attribute(element, 'tabindex', selected ? 0 : -1);
      if (selected) attribute(panel, 'aria-labelledby', element.id);
    }
    replace(panel);
    tab.draw(panel, AbortSignal.any([shown.signal, signal]));
    chosen?.(tab.key);
  }

  function move(event: KeyboardEvent): void {
    const now = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (now < 0 || next === undefined) return;
    event.preventDefault();
    const index = (next + all.length) % all.length;
    buttons[index]?.focus();
    open(all[index]!);
  }

  const start = all.find(tab => tab.key === first) ?? all[0];
  if (start) open(start);
  return h('div', { class: 'tabs' }, h('div', { role: 'tablist', class: 'tab-list', 'aria-label': label, onkeydown: move }, buttons), panel);
}
