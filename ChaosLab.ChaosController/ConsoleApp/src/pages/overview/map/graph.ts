import type { EdgeStatus, LiveResource } from '../../../api/types';

/** A box of the map: a resource, or a service with several instances. */
export interface MapNode { id: string; members: string[] }

/** A line of the map, from box to box; `member` is the instance that it leads to. */
export interface MapEdge { name: string; from: string; to: string; member?: string }

export interface Graph { nodes: MapNode[]; edges: MapEdge[] }

/** The parts that take telemetry: their edges are drawn only on demand. */
export const collector = 'chaos';

/** The map of a lab, taken from its edges alone. */
export function graphOf(resources: readonly LiveResource[], edges: readonly EdgeStatus[], withTelemetry: boolean): Graph {
  const names = resources.map(resource => resource.name);
  const shown = edges.filter(edge => withTelemetry || edge.to !== collector);
  const groups = new Map<string, string[]>();
  for (const end of new Set(shown.flatMap(edge => [edge.from, edge.to]))) {
    if (!names.includes(end)) groups.set(end, instancesOf(end, names));
  }
  const groupOf = (end: string): string => [...groups].find(([, members]) => members.includes(end))?.[0] ?? end;
  const ids = [...new Set(shown.flatMap(edge => [groupOf(edge.from), groupOf(edge.to)]))];
  return {
    nodes: ids.map(id => ({ id, members: groups.get(id) ?? [id] })),
    edges: shown.map(edge => {
      const to = groupOf(edge.to);
      return { name: edge.name, from: groupOf(edge.from), to, ...(to === edge.to ? {} : { member: edge.to }) };
    }),
  };
}

/** The instances of a service among resources: web-1, web-2, …; the service itself when there are none. */
export function instancesOf(service: string, names: readonly string[]): string[] {
  const found = names.filter(name => name.startsWith(`${service}-`) && /^\d+$/.test(name.slice(service.length + 1)));
  return found.length > 0 ? found.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })) : [service];
}
