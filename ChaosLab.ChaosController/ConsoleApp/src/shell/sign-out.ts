import { sentence } from '../api/client';
import { h } from '../dom';
import { icon } from '../ui/icon';
import { whileBusy } from '../ui/button';
import type { Session } from './session';
import { complain } from './toasts';

/** Ends the session of this browser; hidden while there is none. */
export function signOutButton(session: Session, done: () => void): HTMLButtonElement {
  const element = h('button', { type: 'button', class: 'nav-link', onclick: () => void whileBusy(element, leave) }, icon('leave'), 'Sign out');
  session.onChange(signedIn => { element.hidden = !signedIn; });

  async function leave(): Promise<void> {
    try {
      await session.signOut();
      done();
    } catch (error) {
      complain(`You could not be signed out: ${sentence(error)}`);
    }
  }

  return element;
}
