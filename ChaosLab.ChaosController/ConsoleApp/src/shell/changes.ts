import { complain } from './toasts';
import { signInHint } from './session';

/** Stops presses of buttons that are shut, before any page hears them. */
export function guardChanges(): void {
  const guard = (event: Event): void => {
    const target = event.target instanceof Element ? event.target.closest('button[data-shut]') : null;
    const form = event.target instanceof HTMLFormElement ? event.target.querySelector('button[type=submit][data-shut]') : null;
    if (!target && !form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    complain(signInHint);
  };
  document.addEventListener('click', guard, { capture: true });
  document.addEventListener('submit', guard, { capture: true });
}
