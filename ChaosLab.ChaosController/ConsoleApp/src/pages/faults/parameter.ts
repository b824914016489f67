import type { FaultParameter } from '../../api/types';
import { number } from '../../ui/format';

/** Whether it is the time that a fault lasts. */
export function isDuration(parameter: FaultParameter): boolean {
  return parameter.name === 'forSeconds';
}

/** What a setting is called in a form. */
export function titleOf(parameter: FaultParameter): string {
  if (isDuration(parameter)) return 'For how long';
  const words = parameter.name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('-', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is allowed, in words: "1 to 3,600 s." */
export function rangeOf(parameter: FaultParameter): string {
  const unit = parameter.unit ? ` ${parameter.unit}` : isDuration(parameter) ? ' s' : '';
  const { minimum, maximum } = parameter;
  if (minimum !== undefined && maximum !== undefined) return `${number(minimum)} to ${number(maximum)}${unit}.`;
  if (minimum !== undefined) return `At least ${number(minimum)}${unit}.`;
  if (maximum !== undefined) return `At most ${number(maximum)}${unit}.`;
  return '';
}

/** What is wrong with a number, or undefined. An empty one stands for the default. */
export function checkNumber(parameter: FaultParameter, value: string): string | undefined {
  if (value === '') return undefined;
  const given = Number(value);
  if (!Number.isFinite(given)) return `'${value}' is no number.`;
  const below = parameter.minimum !== undefined && given < parameter.minimum;
  const above = parameter.maximum !== undefined && given > parameter.maximum;
  if (below || above) return `It must be ${rangeOf(parameter).replace(/^At/, 'at')}`;
  if (parameter.name === 'seed' && !Number.isInteger(given)) return 'A seed is a whole number.';
  return undefined;
}

/** What is wrong with a text, or undefined. */
export function checkText(kind: string, parameter: FaultParameter, value: string): string | undefined {
  if (value.length > 200) return 'At most 200 characters.';
  if (parameter.choices && value !== '' && !parameter.choices.includes(value)) return `'${kind}' allows: ${parameter.choices.join(', ')}.`;
  return undefined;
}
