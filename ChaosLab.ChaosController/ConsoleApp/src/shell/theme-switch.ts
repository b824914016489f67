import { h, replace } from '../dom';
import { icon } from '../ui/icon';
import { chooseTheme, chosenTheme, type Theme } from './theme';

const themes: readonly { theme: Theme; icon: string; text: string }[] = [
  { theme: 'system', icon: 'screen', text: 'as the system' },
  { theme: 'light', icon: 'sun', text: 'light' },
  { theme: 'dark', icon: 'moon', text: 'dark' },
];

/** A button that goes through the themes: the system's, light, dark. */
export function themeSwitch(): HTMLButtonElement {
  const element = h('button', { type: 'button', class: 'button quiet', onclick: () => { chooseTheme(next().theme); show(); } });

  function index(): number {
    return themes.findIndex(entry => entry.theme === chosenTheme());
  }

  function next(): { theme: Theme; text: string } {
    return themes[(index() + 1) % themes.length]!;
  }

  function show(): void {
    const now = themes[index()]!;
    const label = `Theme: ${now.text}. Change to ${next().text}.`;
    element.setAttribute('aria-label', label);
    element.title = label;
    replace(element, icon(now.icon));
  }

  show();
  return element;
}
