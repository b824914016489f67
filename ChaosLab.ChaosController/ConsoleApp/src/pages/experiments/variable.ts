import type { ExperimentVariable } from '../../api/experiment-types';

type Type = ExperimentVariable['type'];

const sorts: Readonly<Record<Type, string>> = { text: 'Text', whole: 'Whole number', number: 'Number', flag: 'True or false', json: 'JSON' };

/** What it must be, and what it is when nothing is given. */
export function hintOf(variable: ExperimentVariable): string {
  const { type, default: usual } = variable;
  return `${sorts[type]}. ${usual === undefined ? 'It must be given.' : usual === '' ? 'Left empty: nothing.' : `Left empty: ${usual}`}`;
}

/** What is wrong with a text that is given, or undefined. */
export function complaint(type: Type, text: string): string | undefined {
  if (type === 'whole' && !/^[+-]?[0-9]{1,15}$/.test(text)) return `'${text}' is no whole number.`;
  if (type === 'number' && !Number.isFinite(Number(text))) return `'${text}' is no number.`;
  if (type === 'json' && !isJson(text)) return 'This is no JSON.';
  return undefined;
}

/** The name under which a run takes it: without its type, JSON would be taken as a text. */
export function keyOf(variable: ExperimentVariable): string {
  return variable.type === 'json' ? `${variable.name}:json` : variable.name;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
