import { h, replace } from '../dom';
import type { LiveStore } from '../live/live-store';
import { clock } from '../ui/format';
import { icon } from '../ui/icon';
import { haltBanner } from './halt';
import type { Session } from './session';

/** What concerns every page: a halt, a lab that could not start, an AppHost that is silent, a page that is not signed in. */
export function banners(live: LiveStore, session: Session): HTMLElement {
  const signIn = h('div', { class: 'banner info', role: 'status', hidden: true });
  session.onChange(signedIn => {
    signIn.hidden = signedIn;
    replace(signIn, signedIn ? null : [icon('lock'), h('span', { class: 'grow' },
      'You can look at everything, and change nothing: this page is not signed in. Run ', h('code', null, './lab console'), ' in a terminal to open it signed in.')]);
  });
  const failure = h('div', { class: 'banner bad', role: 'alert', hidden: true });
  live.subscribe('lab', lab => {
    failure.hidden = lab.failure === undefined;
    replace(failure, lab.failure ? [icon('warn'), h('span', { class: 'grow' }, `The lab could not start: ${lab.failure}`)] : null);
  });
  const silent = h('div', { class: 'banner warn', role: 'alert', hidden: true });
  live.subscribe('bridge', bridge => {
    silent.hidden = bridge?.reachable !== false;
    replace(silent, bridge?.reachable === false ? [icon('warn'), h('span', { class: 'grow' },
      `The AppHost has not answered since ${clock(bridge.since)}; what is shown was known before. ${bridge.reason ?? ''}`)] : null);
  });
  return h('div', { class: 'banners' }, haltBanner(live), failure, silent, signIn);
}
