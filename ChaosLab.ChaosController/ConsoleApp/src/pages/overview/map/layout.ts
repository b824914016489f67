import type { Graph, MapEdge, MapNode } from './graph';
import { layersOf, type Slot } from './layers';

export interface Box { x: number; y: number; width: number; height: number }
export interface Point { x: number; y: number }

/** Where everything of the map stands, in its own units. */
export interface Layout {
  width: number;
  height: number;
  nodes: Map<string, Box>;
  /** Instances inside of the box of their service. */
  members: Map<string, Box>;
  edges: Map<string, { path: string; label: Point }>;
}

export const nodeWidth = 154;
const nodeHeight = 58;
const memberHeight = 44;
const groupHead = 38;
const bendHeight = 30;
const gap = 22;
const pad = 14;
const columnGap = 98;
const labelGap = 24;

/** Sets boxes in columns from left to right and leads the lines around them. */
export function layoutOf(graph: Graph): Layout {
  const { columns, ways } = layersOf(graph);
  const byId = new Map(graph.nodes.map(node => [node.id, node]));
  const heightOf = (slot: Slot): number => slot.bend ? bendHeight : boxHeight(byId.get(slot.id)!);
  const tall = Math.max(0, ...columns.map(column => stackHeight(column, heightOf)));
  const slots = new Map<string, Box>();
  for (const [index, column] of columns.entries()) {
    let y = pad + (tall - stackHeight(column, heightOf)) / 2;
    for (const slot of column) {
      const height = heightOf(slot);
      slots.set(slot.id, { x: pad + index * (nodeWidth + columnGap), y, width: nodeWidth, height });
      y += height + gap;
    }
  }
  const members = new Map(graph.nodes.filter(node => node.members.length > 1).flatMap(node => insideOf(node, slots.get(node.id)!)));
  const lines = graph.edges.map(edge => ({ edge, boxes: ways.find(way => way.edge === edge.name)!.slots.map(id => slots.get(id)!) }));
  const edges = new Map(lines.map(({ edge, boxes }) => [edge.name, draw(edge, boxes, lines, members)]));
  spread([...edges.values()].map(edge => edge.label));
  return {
    width: 2 * pad + columns.length * nodeWidth + Math.max(0, columns.length - 1) * columnGap,
    height: tall + 2 * pad,
    nodes: new Map(graph.nodes.map(node => [node.id, slots.get(node.id)!])),
    members,
    edges,
  };
}

interface Line { edge: MapEdge; boxes: Box[] }

function boxHeight(node: MapNode): number {
  return node.members.length > 1 ? groupHead + node.members.length * memberHeight + 4 : nodeHeight;
}

function stackHeight(column: readonly Slot[], heightOf: (slot: Slot) => number): number {
  return column.reduce((sum, slot) => sum + heightOf(slot) + gap, -gap);
}

function insideOf(node: MapNode, box: Box): [string, Box][] {
  return node.members.map((member, index) => [member, { x: box.x + 6, y: box.y + groupHead + index * memberHeight, width: box.width - 12, height: memberHeight - 4 }]);
}

function draw(edge: MapEdge, boxes: readonly Box[], lines: readonly Line[], members: ReadonlyMap<string, Box>): { path: string; label: Point } {
  const first = boxes[0]!;
  const last = boxes.at(-1)!;
  const inside = edge.member ? members.get(edge.member) : undefined;
  const start = { x: first.x + first.width, y: port(first, edge, lines.filter(line => line.edge.from === edge.from), line => centre(line.boxes[1]!)) };
  const end = inside
    ? { x: inside.x, y: centre(inside) }
    : { x: last.x, y: port(last, edge, lines.filter(line => line.edge.to === edge.to), line => centre(line.boxes.at(-2)!)) };
  const bends = boxes.slice(1, -1);
  const points = [start, ...bends.flatMap(box => [{ x: box.x, y: centre(box) }, { x: box.x + box.width, y: centre(box) }]), end];
  const bend = bends[0];
  return {
    path: curve(points),
    label: bend ? { x: bend.x + bend.width / 2, y: centre(bend) } : { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
  };
}

// Lines that share a side of a box are spread over it, in the order of where they lead.
function port(box: Box, edge: MapEdge, lines: readonly Line[], toward: (line: Line) => number): number {
  const order = [...lines].sort((a, b) => toward(a) - toward(b) || a.edge.name.localeCompare(b.edge.name, 'en', { numeric: true }));
  return box.y + (box.height * (order.findIndex(line => line.edge === edge) + 1)) / (order.length + 1);
}

function curve(points: readonly Point[]): string {
  const [start, ...rest] = points;
  let from = start!;
  let path = `M${from.x} ${from.y}`;
  for (const to of rest) {
    const half = (to.x - from.x) / 2;
    path += from.y === to.y ? `L${to.x} ${to.y}` : `C${from.x + half} ${from.y} ${to.x - half} ${to.y} ${to.x} ${to.y}`;
    from = to;
  }
  return path;
}

// Labels that stand above each other are pushed apart.
function spread(labels: Point[]): void {
  const order = [...labels].sort((a, b) => a.y - b.y);
  for (let round = 0; round < 8; round++) {
    for (const [index, above] of order.entries()) {
      for (const below of order.slice(index + 1)) {
        if (Math.abs(above.x - below.x) > 90) continue;
        const missing = labelGap - (below.y - above.y);
        if (missing <= 0) continue;
        above.y -= missing / 2;
        below.y += missing / 2;
      }
    }
  }
}

function centre(box: Box): number {
  return box.y + box.height / 2;
}
