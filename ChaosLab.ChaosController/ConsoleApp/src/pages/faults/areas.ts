import type { FaultKind } from '../../api/types';

const areas: readonly { title: string; is: (kind: string) => boolean }[] = [
  { title: 'Containers', is: kind => kind.startsWith('container-') },
  { title: 'Stores', is: kind => kind.startsWith('pg-') || kind.startsWith('redis-') || kind === 'volume-removed' },
  { title: 'Inside a service', is: kind => /^(http|outgoing|dns)-/.test(kind) || kind === 'outage' },
  { title: 'Resources', is: kind => ['cpu', 'memory', 'thread-pool', 'disk-full'].includes(kind) },
  { title: 'Processes', is: kind => ['kill', 'pause', 'stop', 'start', 'restart', 'crash-loop', 'random-kill', 'full-outage'].includes(kind) },
];
const order = ['Processes', 'Network', 'Inside a service', 'Resources', 'Stores', 'Containers'];

/** What sort of thing a kind of fault disturbs. */
export function areaOf(kind: string): string {
  return areas.find(area => area.is(kind))?.title ?? 'Network';
}

/** Kinds by area, in a fixed order. */
export function byArea(kinds: readonly FaultKind[]): { title: string; kinds: FaultKind[] }[] {
  return order
    .map(title => ({ title, kinds: kinds.filter(kind => areaOf(kind.kind) === title) }))
    .filter(area => area.kinds.length > 0);
}
