import '../../styles/lists.css';
import './resources.css';
import type { LiveResource } from '../../api/types';
import { h } from '../../dom';
import type { Page } from '../../shell/page';
import { badge } from '../../ui/badge';
import { card } from '../../ui/card';
import { empty } from '../../ui/empty';
import { everyFrame } from '../../ui/frame';
import { resourceWord } from '../../ui/health';
import { pageHead } from '../../ui/page-head';
import { table } from '../../ui/table';
import { toggle } from '../../ui/switch';

/** Every resource of the app model, as it stands now. */
export const resourcesPage: Page = ({ root, live, signal, title }) => {
  title('Resources');
  let all = false;
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
      { title: 'Endpoints', cell: endpoints, kind: 'wide' },
    ],
    empty: () => empty('No resource yet.', 'They appear when the lab has been heard.'),
  });
  const edges = toggle('Edges, too', all, on => { all = on; soon(); });
  const soon = everyFrame(() => {
    const names = new Set(live.state?.edges.map(edge => `${edge.from}-to-${edge.to}`));
    list.update((live.state?.resources ?? []).filter(resource => all || !names.has(resource.name)));
  }, signal);
  root.append(pageHead('Resources', 'Everything the lab is made of, as its app model names it.', edges.element), card('All resources', list.element));
  live.watch(['resources', 'edges'], soon, signal);
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
