import { h, uniqueId, type Child } from '../dom';
import { button } from '../ui/button';

export interface Question {
  title: string;
  body?: Child | Child[];
  /** What the button that does it says: the act itself, not "OK". */
  confirm: string;
  danger?: boolean;
}

/** Opens a modal dialog; Esc closes it, and the focus goes back to where it was. */
export function openDialog(title: string, content: Child[], className = ''): HTMLDialogElement {
  const id = uniqueId('dialog');
  const before = document.activeElement;
  const dialog = h('dialog', { class: `dialog ${className}`.trim(), 'aria-labelledby': id }, h('h2', { id }, title), content);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks before something is done: Enter does it, Esc does not. */
export function ask(question: Question): Promise<boolean> {
  return new Promise(resolve => {
    let answer = false;
    const yes = button(question.confirm, () => undefined, { kind: question.danger ? 'danger' : 'primary', type: 'submit' });
    const form = h('form', { method: 'dialog', class: 'stack', onsubmit: event => { event.preventDefault(); answer = true; dialog.close(); } },
      question.body ? h('div', { class: 'stack' }, question.body) : null,
      h('div', { class: 'dialog-actions' }, button('Cancel', () => dialog.close()), yes));
    const dialog = openDialog(question.title, [form]);
    dialog.addEventListener('close', () => resolve(answer));
    const first = form.querySelector<HTMLElement>('input, select, textarea');
    (first ?? yes).focus();
  });
}
