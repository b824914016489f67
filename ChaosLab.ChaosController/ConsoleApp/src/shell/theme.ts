export type Theme = 'system' | 'light' | 'dark';

const key = 'chaoslab-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** The theme that was chosen; the system's when none was. */
export function chosenTheme(): Theme {
  const kept = read();
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Shows a theme and keeps the choice on this machine. */
export function chooseTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  show(theme);
}

/** Shows the chosen theme, and follows the system while that is the choice. */
export function startTheme(): void {
  show(chosenTheme());
  dark.addEventListener('change', () => show(chosenTheme()));
}

/** Calls after each change of the colours, until the signal aborts. */
export function onTheme(changed: () => void, signal: AbortSignal): void {
  document.addEventListener('themechange', changed, { signal });
}

function show(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  document.dispatchEvent(new Event('themechange'));
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
