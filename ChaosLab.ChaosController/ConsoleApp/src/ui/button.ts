import { h, type Child } from '../dom';
import { icon } from './icon';

export interface ButtonOptions {
  kind?: 'primary' | 'danger' | 'risky' | 'quiet' | 'plain';
  icon?: string;
  type?: 'button' | 'submit';
  title?: string;
  /** Said by screen readers in place of the text. */
  label?: string;
  /** Whether it changes the lab: it is shut while the page is not signed in. */
  changes?: boolean;
  small?: boolean;
}

/** A button. */
export function button(text: Child, press: (event: MouseEvent) => void, options: ButtonOptions = {}): HTMLButtonElement {
  return h('button', {
    type: options.type ?? 'button',
    class: `button ${options.kind ?? 'plain'}${options.small ? ' small-button' : ''}`,
    title: options.title,
    'aria-label': options.label,
    'data-changes': options.changes ? '' : undefined,
    onclick: press,
  }, options.icon ? icon(options.icon) : null, text);
}

/** Keeps a button shut while its work goes on, so that nobody presses twice. */
export async function whileBusy(element: HTMLButtonElement, work: () => Promise<void>): Promise<void> {
  if (element.getAttribute('aria-busy') === 'true') return;
  element.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    element.removeAttribute('aria-busy');
  }
}
