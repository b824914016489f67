import './resources.css';
import { ApiProblem, getJson, sentence } from '../../api/client';
import type { ResourceDetail } from '../../api/types';
import { h, replace } from '../../dom';
import type { Page } from '../../shell/page';
import { complain } from '../../shell/toasts';
import { badge } from '../../ui/badge';
import { empty, failed, loading } from '../../ui/empty';
import { resourceWord } from '../../ui/health';
import { crumbs, pageHead } from '../../ui/page-head';
import { writeQuery } from '../../ui/query';
import { tabs } from '../../ui/tabs';
import { commandList } from './commands';
import { consoleLog } from './console-log';
import { environmentTable } from './environment';
import { resourceFacts } from './facts';

/** One resource: what is known of it, its environment, its commands and its console log. */
export const resourcePage: Page = async ({ root, params, query, live, signal, title }) => {
  const name = params['name'] ?? '';
  title(name);
  const states = h('span', { class: 'row' });
  const below = h('div', null, loading('Reading the resource'));
  root.append(crumbs({ text: 'Resources', href: '/resources' }), pageHead(name, states,
    h('a', { class: 'button plain', href: `/?node=${encodeURIComponent(name)}` }, 'On the map'),
    h('a', { class: 'button plain', href: `/logs?service=${encodeURIComponent(name)}` }, 'Its log records')), below);
  let shown = '';
  live.subscribe('resources', resources => {
    const resource = resources.find(entry => entry.name === name);
    if (!resource) return;
    const word = resourceWord(resource);
    const key = word.text + resource.activeFaults.join();
    if (key === shown) return;
    shown = key;
    replace(states, badge(word.tone, word.text, word.icon), resource.activeFaults.map(id => h('a', { class: 'badge fault', href: `/faults/${encodeURIComponent(id)}` }, id)));
  }, signal);

  let detail: ResourceDetail;
  try {
    detail = await read();
  } catch (error) {
    if (signal.aborted) return;
    const unknown = error instanceof ApiProblem && error.missing;
    replace(below, unknown ? empty(`This lab has no resource '${name}'.`, null, h('a', { href: '/resources' }, 'See all resources')) : failed(error));
    return;
  }

  function read(): Promise<ResourceDetail> {
    return getJson<ResourceDetail>(`/api/resources/${encodeURIComponent(name)}`, signal);
  }

  async function again(draw: (detail: ResourceDetail) => void): Promise<void> {
    try {
      detail = await read();
      draw(detail);
    } catch (error) {
      if (!signal.aborted) complain(sentence(error));
    }
  }

  replace(below, tabs('Parts of the resource', [
    { key: 'log', label: 'Console log', draw: (panel, own) => consoleLog(panel, name, own) },
    { key: 'detail', label: 'Details', draw: (panel, own) => resourceFacts(panel, name, detail, live, own) },
    { key: 'environment', label: 'Environment', draw: panel => panel.append(environmentTable(detail.environment)) },
    {
      key: 'commands', label: 'Commands', draw: (panel, own) => {
        const draw = (next: ResourceDetail): void => {
          if (own.aborted) return;
          const pressed = document.activeElement?.closest('form')?.getAttribute('aria-label');
          replace(panel, commandList(name, next.status.commands, () => void again(draw)));
          if (pressed) panel.querySelector<HTMLElement>(`form[aria-label="${CSS.escape(pressed)}"] button`)?.focus();
        };
        draw(detail);
        void again(draw);
      },
    },
  ], query.get('tab') ?? 'log', signal, tab => writeQuery(query, { tab: tab === 'log' ? undefined : tab })));
};
