import { attribute, h, text, uniqueId, type Child } from '../dom';

/** A labelled control with a hint and a place for what is wrong with it. */
export interface Field<C extends HTMLElement = HTMLElement> {
  element: HTMLElement;
  control: C;
  /** Shows what is wrong, or takes it away. */
  complain(message: string | undefined): void;
}

/** Sets a control between its label and its hint. */
export function field<C extends HTMLElement>(label: Child, control: C, hint?: Child, unit?: string): Field<C> {
  control.id ||= uniqueId('field');
  const hintId = `${control.id}-hint`;
  const errorId = `${control.id}-error`;
  const error = h('p', { id: errorId, class: 'field-error', hidden: true });
  attribute(control, 'aria-describedby', hint ? `${hintId} ${errorId}` : errorId);
  return {
    control,
    element: h('div', { class: 'field' },
      h('label', { for: control.id }, label),
      unit ? h('div', { class: 'with-unit' }, control, h('span', { class: 'unit' }, unit)) : control,
      hint ? h('p', { id: hintId, class: 'field-hint' }, hint) : null,
      error),
    complain(message) {
      text(error, message ?? '');
      error.hidden = message === undefined;
      attribute(control, 'aria-invalid', message === undefined ? null : 'true');
    },
  };
}

/** A field for a line of text. */
export function textField(label: Child, value = '', hint?: Child, props: Record<string, string | number | boolean> = {}): Field<HTMLInputElement> {
  return field(label, h('input', { type: 'text', class: 'input', autocomplete: 'off', spellcheck: false, ...props, value }), hint);
}

/** A field for a number, with its unit behind it. */
export function numberField(label: Child, value: number | undefined, hint?: Child, unit?: string, props: Record<string, string | number | boolean> = {}): Field<HTMLInputElement> {
  return field(label, h('input', { type: 'text', inputmode: 'decimal', class: 'input number', autocomplete: 'off', ...props, value: value ?? '' }), hint, unit);
}

/** A field for one of several values. */
export function selectField(label: Child, choices: readonly { value: string; text: string }[], value: string, hint?: Child): Field<HTMLSelectElement> {
  return field(label, h('select', { class: 'input', value }, choices.map(choice => h('option', { value: choice.value }, choice.text))), hint);
}

/** A box to tick, before its label. */
export function checkField(label: Child, checked: boolean, hint?: Child): Field<HTMLInputElement> {
  const control = h('input', { type: 'checkbox', checked, id: uniqueId('field') });
  const made = field(label, control, hint);
  made.element.classList.add('check');
  made.element.prepend(control);
  return made;
}
