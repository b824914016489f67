import type { LiveSnapshot } from '../../api/live';
import { h, replace } from '../../dom';
import { badge } from '../../ui/badge';
import { resourceWord } from '../../ui/health';
import { instancesOf } from './map/graph';

const real = /project|executable|container/i;

/** The parts of the lab that are not on the map, such as the proxy. */
export function others(): { element: HTMLElement; update(state: LiveSnapshot): void } {
  const element = h('div', { class: 'map-others small muted' });
  let shown = '';
  return {
    element,
    update({ resources, edges }) {
      const names = resources.map(resource => resource.name);
      const onMap = new Set(edges.filter(edge => edge.to !== 'chaos').flatMap(edge => [...instancesOf(edge.from, names), edge.to]));
      const rest = resources.filter(resource => !onMap.has(resource.name) && real.test(resource.type));
      const key = rest.map(resource => `${resource.name}${resourceWord(resource).text}`).join();
      if (key === shown) return;
      shown = key;
      replace(element, rest.length > 0 && 'Beside the shop: ', rest.map(resource => {
        const word = resourceWord(resource);
        return h('a', { href: `/resources/${encodeURIComponent(resource.name)}`, class: 'map-other' }, resource.name, ' ', badge(word.tone, word.text, word.icon));
      }));
    },
  };
}
