import { sentence } from '../api/client';
import { h, replace } from '../dom';
import type { LiveStore } from '../live/live-store';
import { empty, failed } from '../ui/empty';
import { pageHead } from '../ui/page-head';
import { match } from './match';
import { routes } from './routes';

/** Addresses that the service answers itself. */
const notPages = /^\/(api|v1|openapi|health|alive|signin|assets)(\/|$)/;

/** Shows the page of the address, follows links, and leaves each page before the next. */
export class Router {
  private leaving = new AbortController();
  private first = true;

  constructor(private readonly main: HTMLElement, private readonly live: LiveStore, private readonly entered: (path: string) => void) {}

  start(): void {
    addEventListener('popstate', () => void this.show());
    document.addEventListener('click', event => this.follow(event));
    void this.show();
  }

  /** Goes to a page of the console. */
  readonly go = (path: string): void => {
    history.pushState(null, '', path);
    void this.show();
  };

  private async show(): Promise<void> {
    this.leaving.abort();
    const leaving = this.leaving = new AbortController();
    const root = h('div', { class: 'page' });
    replace(this.main, root);
    scrollTo(0, 0);
    this.entered(location.pathname);
    const found = match(location.pathname, routes);
    title(found ? '' : 'Not found');
    try {
      if (!found) this.unknown(root);
      else {
        const page = await found.route.load();
        if (leaving.signal.aborted) return;
        await page({
          root, params: found.params, query: new URLSearchParams(location.search), live: this.live, go: this.go, signal: leaving.signal, title,
        });
      }
    } catch (error) {
      if (leaving.signal.aborted) return;
      replace(root, pageHead('This page cannot be shown'), failed(error, () => void this.show()));
      if (!(error instanceof TypeError)) console.error(sentence(error), error);
    }
    if (!leaving.signal.aborted) this.focus(root);
  }

  private unknown(root: HTMLElement): void {
    replace(root, pageHead('There is no such page'), empty(`Nothing is at ${location.pathname}.`, null, h('a', { href: '/' }, 'Go to the overview')));
  }

  // A screen reader hears the new page's title; the first page leaves the focus where the browser put it.
  private focus(root: HTMLElement): void {
    if (!this.first && !root.contains(document.activeElement)) root.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    this.first = false;
  }

  private follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || notPages.test(url.pathname) || (url.hash && url.pathname === location.pathname)) return;
    event.preventDefault();
    this.go(url.pathname + url.search);
  }
}

function title(text: string): void {
  document.title = text ? `${text} · ChaosLab` : 'ChaosLab';
}
