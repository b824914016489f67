/** A stretch of text with the class of its colour, or none. */
export interface Stretch { text: string; style?: string }

const escape = /\u001b\[([0-9;]*)m|\u001b\[[0-9;?]*[A-Za-z]|\u001b\][^\u0007]*\u0007/g;
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** Cuts a line by its ANSI colours; every other control sequence is left out. */
export function stretches(line: string): Stretch[] {
  const found: Stretch[] = [];
  let style: string | undefined;
  let from = 0;
  for (const match of line.matchAll(escape)) {
    add(found, line.slice(from, match.index), style);
    from = match.index + match[0].length;
    if (match[1] !== undefined) style = after(match[1], style);
  }
  add(found, line.slice(from), style);
  return found;
}

/** The line without any control sequence. */
export function plain(line: string): string {
  return line.replace(escape, '');
}

function after(codes: string, style: string | undefined): string | undefined {
  let now = style;
  for (const code of codes.split(';').map(Number)) {
    if (code === 0 || code === 39) now = undefined;
    else if (code >= 30 && code <= 37) now = names[code - 30];
    else if (code >= 90 && code <= 97) now = names[code - 90];
    else if (code === 38) break;
  }
  return now;
}

function add(found: Stretch[], text: string, style: string | undefined): void {
  if (text !== '') found.push(style === undefined ? { text } : { text, style });
}
