import type { Graph } from './graph';

/** Something that takes a place in a column: a box, or the bend of a line that passes the column. */
export interface Slot { id: string; bend: boolean }

/** A line cut into steps from column to column: the slots it goes through, its ends included. */
export interface Way { edge: string; slots: string[] }

/** The columns of a graph from left to right, each ordered so that few lines cross. */
export function layersOf(graph: Graph): { columns: Slot[][]; ways: Way[] } {
  const depth = depths(graph);
  const columns: Slot[][] = Array.from({ length: Math.max(0, ...depth.values()) + 1 }, () => []);
  for (const node of graph.nodes) columns[depth.get(node.id)!]!.push({ id: node.id, bend: false });
  const ways = graph.edges.map(edge => {
    const slots = [edge.from];
    for (let at = depth.get(edge.from)! + 1; at < depth.get(edge.to)!; at++) {
      const id = `${edge.name}@${at}`;
      columns[at]!.push({ id, bend: true });
      slots.push(id);
    }
    return { edge: edge.name, slots: [...slots, edge.to] };
  });
  return { columns: untangle(columns, ways), ways };
}

/** How far right each box stands: right of all that call it, and what nobody calls just left of what it calls. */
function depths({ nodes, edges }: Graph): Map<string, number> {
  const depth = new Map(nodes.map(node => [node.id, 0]));
  for (let round = 0; round < nodes.length; round++) {
    for (const edge of edges) {
      if (edge.from !== edge.to) depth.set(edge.to, Math.min(nodes.length, Math.max(depth.get(edge.to)!, depth.get(edge.from)! + 1)));
    }
  }
  for (const node of nodes) {
    const called = edges.filter(edge => edge.from === node.id).map(edge => depth.get(edge.to)!);
    if (called.length > 0 && !edges.some(edge => edge.to === node.id)) depth.set(node.id, Math.max(0, Math.min(...called) - 1));
  }
  return depth;
}

// Each column is sorted by the middle of its neighbours, to the right and back, and the best order is kept.
function untangle(columns: Slot[][], ways: readonly Way[]): Slot[][] {
  const links = ways.flatMap(way => way.slots.slice(1).map((to, index): [string, string] => [way.slots[index]!, to]));
  let now = columns.map(column => [...column].sort((a, b) => a.id.localeCompare(b.id)));
  let best = now;
  let least = crossings(now, links);
  for (let round = 0; round < 12 && least > 0; round++) {
    const forward = round % 2 === 0;
    for (let step = 1; step < now.length; step++) {
      const index = forward ? step : now.length - 1 - step;
      const beside = now[forward ? index - 1 : index + 1]!.map(slot => slot.id);
      now = now.map((column, at) => at === index ? sorted(column, beside, links, forward) : column);
    }
    const count = crossings(now, links);
    if (count < least) [best, least] = [now, count];
  }
  return best;
}

function sorted(column: readonly Slot[], beside: readonly string[], links: readonly [string, string][], forward: boolean): Slot[] {
  const middle = (slot: Slot): number => {
    const places = links.filter(link => link[forward ? 1 : 0] === slot.id).map(link => beside.indexOf(link[forward ? 0 : 1])).filter(place => place >= 0);
    return places.length === 0 ? beside.length / 2 : places.reduce((sum, place) => sum + place, 0) / places.length;
  };
  return [...column].sort((a, b) => middle(a) - middle(b));
}

function crossings(columns: readonly Slot[][], links: readonly [string, string][]): number {
  const place = new Map(columns.flatMap((column, at) => column.map((slot, index): [string, [number, number]] => [slot.id, [at, index]])));
  let count = 0;
  for (const [index, a] of links.entries()) {
    for (const b of links.slice(index + 1)) {
      const [from, to] = [place.get(a[0])!, place.get(a[1])!];
      const [otherFrom, otherTo] = [place.get(b[0])!, place.get(b[1])!];
      if (from[0] === otherFrom[0] && (from[1] - otherFrom[1]) * (to[1] - otherTo[1]) < 0) count++;
    }
  }
  return count;
}
