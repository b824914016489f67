import type { ExperimentDetail, Mistake } from '../../api/experiment-types';
import { h, replace } from '../../dom';
import { button } from '../../ui/button';
import { card } from '../../ui/card';
import { codeEditor } from '../../ui/code-editor';
import { languageOf } from '../../ui/syntax';
import { settled } from '../../ui/timing';
import { toast } from '../../shell/toasts';

export interface SourcePanel {
  element: HTMLElement;
  /** The text as it is now, edited or not. */
  text(): string;
  /** Leads to a mistake. */
  show(mistake: Mistake): void;
}

/** The source: read it, or edit a copy, which is checked as it is typed. The file itself stays as it is. */
export function sourcePanel(detail: ExperimentDetail, check: (text: string) => Promise<{ mistakes: Mistake[] } | undefined>, signal: AbortSignal): SourcePanel {
  const later = settled(500, signal, () => void run());
  const state = h('p', { class: 'small muted', role: 'status' });
  const editor = codeEditor({ label: `Source of ${detail.summary.file}`, text: detail.text, language: languageOf(detail.summary.file), changed: () => { say(); later(); } });
  editor.marks(detail.mistakes);
  const edit = button('Edit a copy', () => { editor.edit(true); actions(); say(); editor.focus(); }, { small: true });
  const back = button('Back to the file', () => {
    editor.edit(false);
    editor.set(detail.text);
    actions();
    say();
    void run();
  }, { small: true });
  const copy = button('Copy', () => void navigator.clipboard.writeText(editor.text()).then(() => toast('Copied.')), { small: true, icon: 'copy' });
  const place = h('div', { class: 'row' });
  const element = card('Source', [state, editor.element], place);
  actions();

  async function run(): Promise<void> {
    const answer = await check(editor.text());
    if (answer) editor.marks(answer.mistakes);
  }

  function actions(): void {
    replace(place, copy, editor.editing() ? back : edit);
    state.hidden = !editor.editing();
  }

  function say(): void {
    state.textContent = editor.text() === detail.text
      ? 'A copy of the file. It is checked as you type, and can be run as it stands; the file is not changed.'
      : 'Edited. Start runs this text; the file is not changed. Copy it to keep it.';
  }

  return { element, text: () => editor.text(), show: mistake => editor.show(mistake.line, mistake.column) };
}
