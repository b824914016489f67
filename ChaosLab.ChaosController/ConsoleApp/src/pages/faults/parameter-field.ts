import type { FaultKind, FaultParameter } from '../../api/types';
import { checkNumber, checkText, isDuration, rangeOf, titleOf } from './parameter';
import { numberField, selectField, textField, type Field } from '../../ui/field';

/** The field of a setting; `read` gives its text, or undefined and says what is wrong. */
export interface ParameterField { parameter: FaultParameter; element: HTMLElement; read(): { text: string } | undefined }

/** How long a fault lasts when its kind has no default: long enough to see it, and it ends by itself. */
const usualSeconds = 30;

/** A field for a setting of a kind, with its unit, range, default and choices. */
export function parameterField(kind: FaultKind, parameter: FaultParameter): ParameterField {
  const made = fieldOf(parameter);
  function read(): { text: string } | undefined {
    const value = made.control.value.trim();
    const wrong = parameter.text ? checkText(kind.kind, parameter, value) : checkNumber(parameter, value);
    made.complain(wrong);
    return wrong === undefined ? { text: value } : undefined;
  }
  made.control.addEventListener('change', read);
  made.control.addEventListener('input', () => { if (made.control.hasAttribute('aria-invalid')) read(); });
  return { parameter, element: made.element, read };
}

function fieldOf(parameter: FaultParameter): Field<HTMLInputElement> | Field<HTMLSelectElement> {
  const title = titleOf(parameter);
  const hint = [parameter.description, rangeOf(parameter)].filter(Boolean).join(' ');
  if (parameter.choices) return selectField(title, parameter.choices.map(choice => ({ value: choice, text: choice })), parameter.defaultText ?? parameter.choices[0] ?? '', hint);
  if (parameter.text) return textField(title, parameter.defaultText ?? '', hint);
  if (isDuration(parameter)) return numberField(title, parameter.default ?? usualSeconds, hint, 's');
  return numberField(title, parameter.default, hint, parameter.unit);
}
