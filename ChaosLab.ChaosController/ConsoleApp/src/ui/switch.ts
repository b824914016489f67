import { attribute, h } from '../dom';

export interface Switch {
  element: HTMLButtonElement;
  on: boolean;
  set(on: boolean): void;
}

/** A switch that is on or off. */
export function toggle(label: string, on: boolean, changed: (on: boolean) => void): Switch {
  const element = h('button', { type: 'button', class: 'switch', role: 'switch', 'aria-checked': on, onclick: () => made.set(!made.on) },
    h('span', { class: 'switch-track', 'aria-hidden': true }), label);
  const made: Switch = {
    element,
    on,
    set(next) {
      if (made.on === next) return;
      made.on = next;
      attribute(element, 'aria-checked', next);
      changed(next);
    },
  };
  return made;
}
