import { h } from '../dom';
import { openDialog } from './dialog';
import { routes } from './routes';

const patience = 1_500;

/** Keys for those who know them: g and a letter goes to a page, Shift+H halts, / searches, ? tells them all. */
export function startShortcuts(go: (path: string) => void): void {
  let since = 0;
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return;
    const second = Date.now() - since < patience;
    since = 0;
    if (second) {
      const page = routes.find(route => route.nav?.key === event.key);
      if (!page) return;
      event.preventDefault();
      go(page.pattern);
    } else if (event.key === 'g') since = Date.now();
    else if (event.key === '?') help();
    else if (event.key === 'H') halt(event);
    else if (event.key === '/') search(event);
  });
}

/** Shows what the keys do. */
export function help(): void {
  const lines: [string[], string][] = [
    ...routes.flatMap((route): [string[], string][] => route.nav ? [[['g', route.nav.key], `Go to ${route.nav.label}`]] : []),
    [['Shift', 'H'], 'Halt the lab (asks first)'],
    [['/'], 'Go to the search field of the page'],
    [['?'], 'Show this list'],
    [['Esc'], 'Close a dialog or a panel'],
  ];
  const dialog = openDialog('Keyboard', [
    h('dl', { class: 'keys' }, lines.map(([keys, text]) => [h('dt', null, keys.map(key => h('kbd', null, key))), h('dd', null, text)]).flat()),
    h('div', { class: 'dialog-actions' }, h('button', { type: 'button', class: 'button plain', onclick: () => dialog.close() }, 'Close')),
  ]);
}

function halt(event: KeyboardEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('[data-halt]')?.click();
}

function search(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>('main input[type=search]');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'));
}
