import { h, replace } from '../dom';
import { tokensOf } from './syntax';
import type { Language } from './syntax';

export interface CodeEditor {
  element: HTMLElement;
  text(): string;
  set(text: string): void;
  /** Whether it can be typed into. */
  edit(on: boolean): void;
  editing(): boolean;
  focus(): void;
  /** Puts the cursor at a place, both counted from 1, and shows it. */
  show(line: number, column: number): void;
  /** Marks lines with what is wrong there. */
  marks(mistakes: readonly { line: number; message: string }[]): void;
}

/** Text with line numbers and colours. The text field lies over the coloured copy, so cursor, selection and keys are the browser's own. */
export function codeEditor(options: { label: string; text: string; language: Language; changed: () => void }): CodeEditor {
  const field = h('textarea', {
    class: 'code-field', 'aria-label': options.label, spellcheck: false, autocapitalize: 'off', autocomplete: 'off', wrap: 'off', readonly: true, value: options.text,
    oninput: () => { paint(); options.changed(); },
    onkeydown: tab,
  });
  const colours = h('pre', { class: 'code-colours', 'aria-hidden': true });
  const numbers = h('div', { class: 'code-numbers', 'aria-hidden': true });
  const element = h('div', { class: 'code' }, numbers, h('div', { class: 'code-pane' }, colours, field));
  let lines: string[] = [];
  let wrong = new Map<number, string>();

  function paint(): void {
    const next = field.value.split('\n');
    // Only the lines that differ are coloured anew, so that typing stays quick in a long file.
    next.forEach((line, index) => {
      if (lines[index] === line && colours.children[index]) return;
      const painted = h('span', { class: 'code-line' }, tokensOf(line, options.language).map(token => token.kind === 'plain' ? token.text : h('span', { class: `code-${token.kind}` }, token.text)), '\n');
      const old = colours.children[index];
      if (old) old.replaceWith(painted);
      else colours.append(painted);
    });
    while (colours.children.length > next.length) colours.lastElementChild?.remove();
    if (next.length !== lines.length) number(next.length);
    lines = next;
    field.rows = next.length;
    field.cols = Math.max(20, ...next.map(line => line.length)) + 2;
  }

  function number(count: number): void {
    replace(numbers, Array.from({ length: count }, (_, index) => h('span', { 'data-wrong': wrong.has(index + 1) ? 'yes' : undefined, title: wrong.get(index + 1) }, index + 1)));
  }

  function tab(event: KeyboardEvent): void {
    if (event.key === 'Escape') return field.blur();
    // Tab moves on, as everywhere; Enter keeps the indentation.
    if (event.key !== 'Enter' || field.readOnly || event.isComposing) return;
    const before = field.value.slice(0, field.selectionStart);
    const indent = /^[ ]*/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0] ?? '';
    if (indent === '') return;
    event.preventDefault();
    field.setRangeText(`\n${indent}`, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input'));
  }

  paint();
  return {
    element,
    text: () => field.value,
    set(text) { field.value = text; paint(); },
    edit(on) {
      field.readOnly = !on;
      element.classList.toggle('code-editing', on);
    },
    editing: () => !field.readOnly,
    focus: () => field.focus(),
    show(line, column) {
      const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + Math.max(0, column - 1);
      field.focus({ preventScroll: true });
      field.setSelectionRange(start, start);
      numbers.children[line - 1]?.scrollIntoView({ block: 'center' });
    },
    marks(mistakes) {
      wrong = new Map(mistakes.map(mistake => [mistake.line, mistake.message]));
      number(lines.length);
    },
  };
}
