import { getJson } from '../../api/client';
import type { SessionStatus } from '../../api/types';
import { h, replace } from '../../dom';
import type { Page } from '../../shell/page';
import { card } from '../../ui/card';
import { failed } from '../../ui/empty';
import { pageHead } from '../../ui/page-head';

const overview = (): HTMLElement => h('p', null, h('a', { href: '/' }, 'Go to the overview'));

/** /signed-out: what a browser may do now, and the way back in. */
export const page: Page = async ({ root, signal, title }) => {
  title('Signed out');
  try {
    const { signedIn } = await getJson<SessionStatus>('/api/console/session', signal);
    if (signedIn) title('Signed in');
    replace(root, ...signedIn ? stillIn() : out());
  } catch (error) {
    if (!signal.aborted) replace(root, pageHead('Signed out'), failed(error));
  }
};

function out(): HTMLElement[] {
  return [
    pageHead('Signed out', 'This browser can look at everything, and change nothing.'),
    card('To sign in again', h('div', { class: 'stack prose' },
      h('p', null, 'Run ', h('code', null, './lab console'), ' in a terminal, in the checkout that the lab was started from. It opens this console, signed in.'),
      h('p', null, h('code', null, './lab console --print'), ' only writes the link, for another browser of this machine. A link is good for two minutes and one sign-in.'),
      overview())),
  ];
}

function stillIn(): HTMLElement[] {
  return [pageHead('Signed in', 'This browser may change the lab. Sign out, at the end of the list of pages, ends that.'), overview()];
}
