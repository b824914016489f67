import type { ExperimentVariable } from '../../api/experiment-types';
import { h, replace } from '../../dom';
import { selectField, textField, type Field } from '../../ui/field';
import { complaint, hintOf, keyOf } from './variable';

type Control = HTMLInputElement | HTMLSelectElement;

const flags = [{ value: '', text: 'as the file says' }, { value: 'true', text: 'true' }, { value: 'false', text: 'false' }];

export interface VariablesForm {
  element: HTMLElement;
  /** What is given and can be taken, by the names that a run takes. */
  given(): Record<string, string>;
  /** The first control whose text cannot be taken. */
  wrong(): HTMLElement | undefined;
  /** Shows a field for each; what was typed stays. */
  show(variables: readonly ExperimentVariable[]): void;
}

/** The values of an experiment's configuration, to be given for one run; nothing there stands for what the file says. */
export function variablesForm(changed: () => void): VariablesForm {
  const fields = new Map<string, { variable: ExperimentVariable; field: Field<Control> }>();
  const place = h('div', { class: 'variables' });
  const element = h('fieldset', { class: 'variables-set', hidden: true }, h('legend', null, 'Configuration'), place);
  let shown = '';

  function make(variable: ExperimentVariable, text: string): Field<Control> {
    const numeric = variable.type === 'whole' || variable.type === 'number';
    const field: Field<Control> = variable.type === 'flag'
      ? selectField(variable.name, flags, '', hintOf(variable))
      : textField(variable.name, '', hintOf(variable), { placeholder: variable.default ?? '', ...numeric ? { inputmode: 'decimal' } : {} });
    field.control.value = text;
    field.control.addEventListener('input', () => {
      const value = field.control.value.trim();
      field.complain(value === '' ? undefined : complaint(variable.type, value));
      changed();
    });
    return field;
  }

  return {
    element,
    given() {
      const values: Record<string, string> = {};
      for (const { variable, field } of fields.values()) {
        const value = field.control.value.trim();
        if (value !== '' && complaint(variable.type, value) === undefined) values[keyOf(variable)] = value;
      }
      return values;
    },
    wrong() {
      return [...fields.values()].find(({ field }) => field.control.hasAttribute('aria-invalid'))?.field.control;
    },
    show(variables) {
      const key = JSON.stringify(variables.map(({ name, type, default: usual }) => [name, type, usual]));
      if (key === shown) return;
      shown = key;
      const typed = new Map([...fields].map(([name, { field }]) => [name, field.control.value]));
      const focused = [...fields].find(([, { field }]) => field.control === document.activeElement)?.[0];
      fields.clear();
      for (const variable of variables) fields.set(variable.name, { variable, field: make(variable, typed.get(variable.name) ?? '') });
      replace(place, [...fields.values()].map(({ field }) => field.element));
      element.hidden = variables.length === 0;
      if (focused) fields.get(focused)?.field.control.focus();
    },
  };
}
