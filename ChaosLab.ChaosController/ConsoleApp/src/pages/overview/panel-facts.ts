import type { LiveSnapshot } from '../../api/live';
import type { DependencyHealth } from '../../api/types';
import { h, replace, type Child } from '../../dom';
import { badge } from '../../ui/badge';
import { bytes, duration, number } from '../../ui/format';
import { circuitWord, resourceWord } from '../../ui/health';
import { instancesOf } from './map/graph';

export interface Facts { element: HTMLElement; update(state: LiveSnapshot): void }

/** What is known of a resource. */
export function nodeFacts(name: string): Facts {
  return changing(state => {
    const resource = state.resources.find(entry => entry.name === name);
    if (!resource) return [h('p', { class: 'muted' }, `There is no resource '${name}' in this lab.`)];
    const word = resourceWord(resource);
    const depends = state.dependencies.filter(health => health.service === name);
    return [
      h('div', { class: 'row' }, badge(word.tone, word.text, word.icon), h('a', { href: `/resources/${encodeURIComponent(name)}` }, 'Details and console log')),
      list([
        ['Type', resource.type],
        resource.pid === undefined ? undefined : ['Process', String(resource.pid)],
        resource.containerId === undefined ? undefined : ['Container', resource.containerId.slice(0, 12)],
        ['Restarts', number(resource.restarts)],
        ...resource.endpoints.map((endpoint): [string, Child] => [endpoint.name, h('code', null, endpoint.url)]),
      ]),
      depends.length > 0 && h('section', { class: 'panel-part' }, h('h3', null, 'Depends on'), h('ul', { class: 'stack tight' }, depends.map(health => dependency(health.dependency, health)))),
    ];
  });
}

/** What is known of an edge. */
export function edgeFacts(name: string): Facts {
  return changing(state => {
    const edge = state.edges.find(entry => entry.name === name);
    if (!edge) return [h('p', { class: 'muted' }, `There is no edge '${name}' in this lab.`)];
    const callers = instancesOf(edge.from, state.resources.map(resource => resource.name));
    const seen = state.dependencies.filter(health => callers.includes(health.service) && health.dependency === edge.to);
    return [
      h('div', { class: 'row' }, edge.enabled ? badge('ok', 'Takes connections') : badge('bad', 'Takes no connections')),
      list([
        ['Calls', edge.requestsPerSecond === undefined ? 'not counted for this protocol' : `${number(edge.requestsPerSecond)} requests a second`],
        ['Connections', `${number(edge.connections)} open, ${number(edge.connectionsTotal)} in all`],
        ['Traffic', `${bytes(edge.bytesUp)} to ${edge.to}, ${bytes(edge.bytesDown)} back`],
        ['Protocol', edge.protocol],
        ['Route', h('code', null, `${edge.listen} → ${edge.upstream}`)],
        edge.toxics.length > 0 ? ['Acts now', h('ul', null, edge.toxics.map(toxic => h('li', null, h('code', null, toxic))))] : undefined,
      ]),
      seen.length > 0 && h('section', { class: 'panel-part' }, h('h3', null, `How ${edge.from} sees it`), h('ul', { class: 'stack tight' }, seen.map(health => dependency(health.service, health)))),
    ];
  });
}

function dependency(name: string, health: DependencyHealth): HTMLElement {
  const word = circuitWord(health);
  const facts = [health.critical ? 'critical' : 'can do without', health.lastCallMs === undefined ? '' : `last call ${duration(health.lastCallMs)}`].filter(Boolean).join(', ');
  return h('li', { class: 'dependency' },
    h('div', { class: 'row' }, h('strong', null, name), badge(word.tone, word.text, word.icon), h('span', { class: 'muted small' }, facts)),
    health.error ? h('p', { class: 'small wrap' }, health.error) : null);
}

function list(entries: ([string, Child] | undefined)[]): HTMLElement {
  return h('dl', { class: 'facts' }, entries.flatMap(entry => entry ? [h('dt', null, entry[0]), h('dd', { class: 'wrap' }, entry[1])] : []));
}

// It is drawn anew only when it would look different, so that a selection in it survives.
function changing(draw: (state: LiveSnapshot) => Child[]): Facts {
  const element = h('div', { class: 'stack' });
  let shown = '';
  return {
    element,
    update(state) {
      const next = h('div', null, draw(state));
      if (next.innerHTML === shown) return;
      shown = next.innerHTML;
      replace(element, [...next.childNodes]);
    },
  };
}

