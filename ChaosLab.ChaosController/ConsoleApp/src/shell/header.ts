import { h, replace } from '../dom';
import type { LiveStore } from '../live/live-store';
import { badge } from '../ui/badge';
import { icon } from '../ui/icon';
import { connectionState } from './connection';
import { haltButton } from './halt';
import { help } from './shortcuts';
import { themeSwitch } from './theme-switch';

/** The top of every page: which lab this is, whether what is shown is live, and the halt button. */
export function header(live: LiveStore, menu: HTMLElement): HTMLElement {
  const lab = h('div', { class: 'lab' });
  live.subscribe('lab', info => replace(lab,
    h('strong', { class: 'lab-name' }, info.name),
    h('span', { class: 'lab-facts muted' }, `${info.profile} · ${info.infrastructure} · ${info.host}`),
    info.failure ? badge('bad', 'Failed to start') : info.ready ? null : badge('info', 'Starting', 'wait')));
  return h('header', { class: 'top' },
    menu,
    h('a', { href: '/', class: 'brand', 'aria-label': 'ChaosLab, overview' }, h('span', { class: 'mark', 'aria-hidden': 'true' }, icon('fault')), h('span', { class: 'brand-name' }, 'ChaosLab')),
    lab,
    h('div', { class: 'top-end' },
      connectionState(live),
      themeSwitch(),
      h('button', { type: 'button', class: 'button quiet help-button', 'aria-label': 'Keyboard shortcuts', title: 'Keyboard shortcuts (?)', onclick: () => help() }, icon('help')),
      haltButton()));
}
