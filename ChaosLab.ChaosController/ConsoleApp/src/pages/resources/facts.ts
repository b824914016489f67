import type { LiveSnapshot } from '../../api/live';
import type { ResourceDetail } from '../../api/types';
import { h, replace } from '../../dom';
import type { LiveStore } from '../../live/live-store';
import { card } from '../../ui/card';
import { ago, clock, dateTime } from '../../ui/format';
import { circuitWord } from '../../ui/health';
import { badge } from '../../ui/badge';

/** What is known of a resource; what changes is kept live. */
export function resourceFacts(panel: HTMLElement, name: string, detail: ResourceDetail, live: LiveStore, signal: AbortSignal): void {
  const place = h('div', { class: 'stack' });
  panel.append(place);
  live.watch(['resources', 'dependencies'], state => replace(place, facts(name, detail, state), dependencies(name, state)), signal);
  if (!place.hasChildNodes()) replace(place, facts(name, detail, undefined));
  const lines = detail.status.lastLogLines ?? [];
  if (lines.length > 0) panel.append(card('The end of its log when it failed', h('pre', { class: 'code-block' }, lines.join('\n'))));
}

function facts(name: string, detail: ResourceDetail, state: LiveSnapshot | undefined): HTMLElement {
  const now = state?.resources.find(resource => resource.name === name) ?? detail.status;
  const started = detail.status.processStartTime;
  const entries: [string, string | undefined][] = [
    ['Type', now.type],
    ['State', now.stopped ? `${now.state ?? 'Stopped'}: it was stopped on purpose` : now.state],
    ['Health', now.health],
    ['Process', now.pid === undefined ? undefined : String(now.pid)],
    ['Started', started && now.pid === detail.status.pid ? `${dateTime(started)} (${ago(started)})` : undefined],
    ['Container', now.containerId],
    ['Last exit code', now.exitCode === undefined ? undefined : String(now.exitCode)],
    ['Restarts', String(now.restarts)],
    ['Starts', now.explicitStart ? 'by hand' : 'by itself'],
    ...now.endpoints.map((endpoint): [string, string] => [`Endpoint ${endpoint.name}`, endpoint.url]),
  ];
  return card('Facts', h('dl', { class: 'facts' }, entries.flatMap(([key, value]) => value ? [h('dt', null, key), h('dd', { class: 'wrap' }, value)] : [])));
}

function dependencies(name: string, state: LiveSnapshot): HTMLElement | null {
  const own = state.dependencies.filter(health => health.service === name);
  return own.length === 0 ? null : card('Depends on', h('ul', { class: 'stack' }, own.map(health => {
    const word = circuitWord(health);
    return h('li', { class: 'row' }, h('strong', null, health.dependency), badge(word.tone, word.text, word.icon),
      h('span', { class: 'muted small' }, `${health.critical ? 'critical' : 'can do without'}${health.since ? `, since ${clock(health.since)}` : ''}`), health.error ? h('span', { class: 'small wrap' }, health.error) : null);
  })));
}
