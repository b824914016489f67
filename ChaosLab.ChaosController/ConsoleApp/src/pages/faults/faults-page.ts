import './faults.css';
import { catalogue } from '../../api/catalogue';
import type { FaultKind, FaultRecord } from '../../api/types';
import { h, replace, text, uniqueId } from '../../dom';
import type { Page } from '../../shell/page';
import { card } from '../../ui/card';
import { empty, failed, loading } from '../../ui/empty';
import { count } from '../../ui/format';
import { pageHead } from '../../ui/page-head';
import { writeQuery } from '../../ui/query';
import { everySecond } from '../../ui/ticker';
import { acts } from '../overview/map/chip';
import { byArea } from './areas';
import { faultList } from './fault-list';
import { kindPanel } from './kind-panel';

/** The catalogue of faults, the form of the chosen one, and what acts now. */
export const faultsPage: Page = async context => {
  const { root, query, live, signal, go, title } = context;
  title('Faults');
  const active = faultList();
  const ended = faultList('No fault has ended in the last five minutes.');
  const search = h('input', { type: 'search', class: 'input', id: uniqueId('search'), placeholder: 'Search by name, effect or target', value: query.get('search') ?? '', 'aria-label': 'Search the catalogue' });
  const found = h('p', { class: 'small muted', role: 'status' });
  const kindsPlace = h('div', { class: 'kinds' });
  const detail = h('div', { class: 'kind-detail' }, loading('Reading the catalogue'));
  root.append(pageHead('Faults', 'Each fault is a lease: it ends by itself when its time is over, and its end is proven by a caller that is independent of it.'),
    h('div', { class: 'cards' }, card('Active now', active.element), card('Ended in the last 5 minutes', ended.element)),
    card('Catalogue', h('div', { class: 'catalogue' }, h('div', { class: 'stack' }, search, found, kindsPlace), detail)));

  live.subscribe('faults', faults => {
    active.update(faults.filter(running));
    ended.update(faults.filter(fault => !running(fault)));
  }, signal);
  everySecond(() => active.tick(), signal);

  let kinds: FaultKind[];
  try {
    kinds = await catalogue(true);
  } catch (error) {
    if (!signal.aborted) replace(detail, failed(error, () => go(location.pathname + location.search)));
    return;
  }

  function list(): void {
    const shown = kinds.filter(kind => matches(kind, search.value));
    text(found, shown.length === kinds.length ? count(kinds.length, 'kind of fault', 'kinds of fault') : `${shown.length} of ${kinds.length} kinds`);
    replace(kindsPlace, shown.length === 0 ? empty('No fault matches.', 'Search for part of its name, of what it does, or of a target.') : byArea(shown).map(area =>
      h('section', null, h('h3', { class: 'kind-area' }, area.title), h('ul', null, area.kinds.map(kind => h('li', null, entry(kind)))))));
    mark();
  }

  function entry(kind: FaultKind): HTMLElement {
    return h('button', { type: 'button', class: 'kind', 'data-kind': kind.kind, onclick: () => { choose(kind); lookAt(detail); } },
      h('span', { class: 'kind-name' }, kind.kind, kind.unavailable ? h('span', { class: 'muted' }, ' · not here') : null),
      h('span', { class: 'kind-text muted' }, kind.description));
  }

  function choose(kind: FaultKind | undefined): void {
    writeQuery(context.query, { kind: kind?.kind });
    replace(detail, kind
      ? kindPanel(kind, query.get('target') ?? undefined, fault => go(`/faults/${encodeURIComponent(fault.id)}`))
      : empty('Choose a fault.', 'Its settings, what it acts on, and how its effect and its end are seen appear here.'));
    mark();
  }

  function mark(): void {
    for (const button of kindsPlace.querySelectorAll('[data-kind]')) button.setAttribute('aria-pressed', String(button.getAttribute('data-kind') === query.get('kind')));
  }

  search.addEventListener('input', () => {
    writeQuery(context.query, { search: search.value.trim() });
    list();
  });
  list();
  choose(kinds.find(kind => kind.kind === query.get('kind')));
};

// On a small screen the form stands below the list.
function lookAt(detail: HTMLElement): void {
  if (detail.getBoundingClientRect().top > innerHeight * 0.7) detail.scrollIntoView({ block: 'start' });
}

function running(fault: FaultRecord): boolean {
  return acts(fault) || fault.state === 'lifted';
}

function matches(kind: FaultKind, words: string): boolean {
  const all = `${kind.kind} ${kind.description} ${kind.targets.join(' ')}`.toLowerCase();
  return words.toLowerCase().split(/\s+/).every(word => all.includes(word));
}
