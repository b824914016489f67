import { getJson, remove, signInNeeded } from '../api/client';
import type { SessionStatus } from '../api/types';

export const signInHint = 'Not signed in: open the console with ./lab console to change things.';

type Listener = (signedIn: boolean) => void;

/** Whether this page may change the lab. Buttons marked with `data-changes` are shut, with the reason, while it may not. */
export class Session {
  signedIn = true;
  private readonly listeners = new Set<Listener>();

  /** Asks the service, now and whenever the window is looked at again. */
  start(): void {
    void this.check();
    addEventListener('focus', () => void this.check());
    document.addEventListener(signInNeeded, () => void this.check());
    new MutationObserver(() => { if (!this.signedIn) this.mark(); }).observe(document.body, { childList: true, subtree: true });
  }

  /** Tells now and after each change. */
  onChange(changed: Listener): void {
    this.listeners.add(changed);
    changed(this.signedIn);
  }

  async check(): Promise<void> {
    try {
      const session = await getJson<SessionStatus>('/api/console/session');
      this.become(session.signedIn);
    } catch {
      // Whether it is signed in is not known while the service does not answer; the connection's state says that it does not.
    }
  }

  /** Ends the session of this browser, in all its windows. */
  async signOut(): Promise<void> {
    await remove('/api/console/session');
    this.become(false);
  }

  private become(signedIn: boolean): void {
    if (this.signedIn === signedIn) return;
    this.signedIn = signedIn;
    this.mark();
    for (const listener of this.listeners) listener(signedIn);
  }

  // A shut button keeps its focus and says why, which a disabled one does not.
  private mark(): void {
    for (const element of document.querySelectorAll<HTMLButtonElement>('button[data-changes]')) {
      const shut = element.hasAttribute('data-shut');
      if (this.signedIn && shut) {
        element.removeAttribute('data-shut');
        element.removeAttribute('aria-disabled');
        element.title = element.dataset['title'] ?? '';
        if (!element.title) element.removeAttribute('title');
      } else if (!this.signedIn && !shut) {
        element.dataset['shut'] = '';
        element.dataset['title'] = element.title;
        element.setAttribute('aria-disabled', 'true');
        element.title = signInHint;
      }
    }
  }
}
