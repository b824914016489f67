import { post, remove, sentence } from '../api/client';
import type { HaltStatus } from '../api/types';
import { h, replace } from '../dom';
import type { LiveStore } from '../live/live-store';
import { button, whileBusy } from '../ui/button';
import { textField } from '../ui/field';
import { clock, count, duration } from '../ui/format';
import { icon } from '../ui/icon';
import { ask } from './dialog';
import { complain, toast } from './toasts';

/** The halt button: undoes every fault and refuses new ones. It needs nothing but the service to answer. */
export function haltButton(): HTMLButtonElement {
  const element = button('Halt', () => void halt(), { kind: 'danger', icon: 'halt', changes: true, title: 'Undo every fault and refuse new ones (Shift+H)' });
  element.dataset['halt'] = '';
  return element;
}

/** Asks for the reason and halts. */
async function halt(): Promise<void> {
  if (document.querySelector('dialog[open]')) return;
  const reason = textField('Reason', '', 'Kept in the audit. May be left empty.', { maxlength: 200 });
  const yes = await ask({
    title: 'Halt the lab?',
    body: [h('p', null, 'Every fault is undone now, runs are aborted, and new faults are refused until the halt is released.'), reason.element],
    confirm: 'Halt now',
    danger: true,
  });
  if (!yes) return;
  try {
    const status = await post<HaltStatus>('/api/halt', { reason: reason.control.value.trim() || undefined, by: 'console' });
    tell(status);
  } catch (error) {
    complain(`The lab could not be halted: ${sentence(error)}`);
  }
}

/** Says that the lab is halted, why, and offers the release; hidden while it is not. */
export function haltBanner(live: LiveStore): HTMLElement {
  const banner = h('div', { class: 'banner bad', role: 'alert', hidden: true });
  live.subscribe('halt', status => {
    banner.hidden = !status.halted;
    if (status.halted) replace(banner, ...told(status));
    else replace(banner);
  });
  return banner;
}

function told(status: HaltStatus): HTMLElement[] {
  const who = [status.by ? `by ${status.by}` : '', status.since ? `at ${clock(status.since)}` : ''].filter(Boolean).join(' ');
  const release = button('Release', () => void whileBusy(release, releaseHalt), { changes: true, small: true });
  return [
    h('div', { class: 'row grow' }, icon('halt'), h('strong', null, 'The lab is halted.'),
      h('span', null, `New faults are refused. Halted ${who}${status.reason ? `: ${status.reason}` : '.'}`)),
    release,
  ];
}

async function releaseHalt(): Promise<void> {
  try {
    await remove('/api/halt');
    toast('The halt is released: faults can be injected again.');
  } catch (error) {
    complain(`The halt could not be released: ${sentence(error)}`);
  }
}

function tell(status: HaltStatus): void {
  const found = status.found?.length ? ` Found and undone as well: ${status.found.join('; ')}.` : '';
  const undone = `Halted: ${count(status.undone ?? 0, 'fault')} undone in ${duration(status.milliseconds ?? 0)}.${found}`;
  if (status.problems?.length) complain(`${undone} Not undone: ${status.problems.join('; ')}`);
  else toast(undone);
}
