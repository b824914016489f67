import type { LiveStore } from '../live/live-store';

/** What a page gets. */
export interface PageContext {
  /** Where the page draws itself; empty at first. */
  root: HTMLElement;
  /** What the route's pattern caught, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  live: LiveStore;
  /** Goes to another page of the console. */
  go(path: string): void;
  /** Aborted when the page is left: streams, timers and listeners stop. */
  signal: AbortSignal;
  /** Sets the window's title. */
  title(text: string): void;
}

/** Draws a page; it has an h1. */
export type Page = (context: PageContext) => void | Promise<void>;

/** Where a page is found. The page's code is loaded when it is first opened. */
export interface Route {
  /** For example `/runs/:id`. A fixed part wins over a caught one. */
  pattern: string;
  load: () => Promise<Page>;
  /** Its place in the navigation; pages without are reached from others. */
  nav?: { label: string; icon: string; /** Pressed after g. */ key: string };
}
