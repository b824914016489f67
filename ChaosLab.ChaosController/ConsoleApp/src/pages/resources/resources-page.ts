import './resources.css';
import type { LiveResource } from '../../api/types';
import { h } from '../../dom';
import type { Page } from '../../shell/page';
import { badge } from '../../ui/badge';
import { empty } from '../../ui/empty';
import { everyFrame } from '../../ui/frame';
import { resourceWord } from '../../ui/health';
import { pageHead } from '../../ui/page-head';
import { table } from '../../ui/table';

/** Every resource of the app model, as it stands now. */
export const resourcesPage: Page = ({ root, live, signal, title }) => {
  title('Resources');
  const list = table<LiveResource>({
    caption: 'Resources of the lab',
    keyOf: resource => resource.name,
    href: resource => pathOf(resource.name),
    columns: [
      { title: 'Name', cell: resource => h('a', { href: pathOf(resource.name), class: 'resource-name' }, resource.name), sort: (a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }) },
      { title: 'State', cell: state, sort: (a, b) => resourceWord(a).text.localeCompare(resourceWord(b).text) },
      { title: 'Faults', cell: resource => resource.activeFaults.map(id => h('a', { href: `/faults/${encodeURIComponent(id)}`, class: 'badge fault' }, id)) },
      { title: 'Type', cell: resource => h('span', { class: 'muted' }, resource.type), kind: 'narrow' },
      { title: 'Process or container', cell: process, kind: 'narrow' },
      { title: 'Restarts', cell: resource => String(resource.restarts), kind: 'number', sort: (a, b) => a.restarts - b.restarts },
      { title: 'Endpoints', cell: endpoints, kind: 'wide narrow' },
    ],
    empty: () => empty('No resource yet.', 'They appear when the lab has been heard.'),
  });
  const soon = everyFrame(() => {
    list.update(live.state?.resources ?? []);
  }, signal);
  root.append(pageHead('Resources', 'Everything the lab is made of, as its app model names it.'), h('div', { class: 'card' }, list.element));
  live.subscribe('resources', soon, signal);
};

function pathOf(name: string): string {
  return `/resources/${encodeURIComponent(name)}`;
}

function state(resource: LiveResource): Node[] {
  const word = resourceWord(resource);
  return [badge(word.tone, word.text, word.icon)];
}

function process(resource: LiveResource): string {
  if (resource.containerId) return resource.containerId.slice(0, 12);
  return resource.pid === undefined ? '–' : `pid ${resource.pid}`;
}

function endpoints(resource: LiveResource): HTMLElement {
  return h('div', { class: 'endpoints' }, resource.endpoints.map(endpoint => h('code', { title: endpoint.name }, endpoint.url)));
}
