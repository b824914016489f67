import type { LiveSnapshot } from '../../../api/live';
import type { FaultRecord } from '../../../api/types';
import { attribute, h, replace, s, text } from '../../../dom';
import { boxView, type BoxView } from './box-view';
import { acts } from './chip';
import { graphOf, instancesOf, type Graph } from './graph';
import { layoutOf, type Layout } from './layout';
import { breakerOf, lineView, type LineView } from './line-view';

/** What is chosen on the map. */
export type Place = { kind: 'node' | 'edge'; name: string };

export interface ShopMap {
  element: HTMLElement;
  update(state: LiveSnapshot): void;
  tick(): void;
  select(place: Place | undefined): void;
}

/** The shop as a map: it is laid out when parts come or go, and only touched where something changed else. */
export function shopMap(choose: (place: Place) => void, withTelemetry: () => boolean): ShopMap {
  const svg = s('svg', { class: 'map', role: 'group', 'aria-label': 'Map of the shop' });
  let drawn = '';
  let boxes = new Map<string, BoxView>();
  let lines = new Map<string, LineView>();
  let groups: { members: string[]; text: SVGElement; name: string }[] = [];
  let chosen: Place | undefined;

  function lay(graph: Graph): void {
    const layout = layoutOf(graph);
    attribute(svg, 'viewBox', `0 0 ${layout.width} ${layout.height}`);
    svg.style.setProperty('--map-width', `${layout.width}px`);
    lines = new Map([...layout.edges].map(([name, edge]) => [name, lineView(name, edge.path, edge.label, () => choose({ kind: 'edge', name }))]));
    boxes = new Map(graph.nodes.flatMap(node => node.members.map((member): [string, BoxView] => {
      const inside = layout.members.get(member);
      return [member, boxView(member, inside ?? layout.nodes.get(node.id)!, inside !== undefined, () => choose({ kind: 'node', name: member }))];
    })));
    groups = graph.nodes.filter(node => node.members.length > 1).map(node => ({ name: node.id, members: node.members, text: s('text', { class: 'map-group-name' }) }));
    replace(svg, arrow(),
      groups.map(group => groupFrame(group.name, group.text, layout)),
      [...lines.values()].map(line => line.element),
      [...boxes.values()].map(box => box.element),
      [...lines.values()].map(line => line.label),
      [...boxes.values()].map(box => box.chip));
    mark();
  }

  function mark(): void {
    for (const element of svg.querySelectorAll('[data-key]')) {
      attribute(element, 'aria-pressed', chosen !== undefined && element.getAttribute('data-key') === `${chosen.kind}:${chosen.name}`);
    }
  }

  return {
    element: h('div', { class: 'map-frame-outer', tabindex: -1 }, svg),
    update(state) {
      const graph = graphOf(state.resources, state.edges, withTelemetry());
      const key = JSON.stringify(graph);
      if (key !== drawn) lay(graph);
      drawn = key;
      const names = state.resources.map(resource => resource.name);
      const active = state.faults.filter(acts);
      for (const [name, box] of boxes) {
        const resource = state.resources.find(entry => entry.name === name);
        box.update(resource, on(active, name, resource?.activeFaults));
      }
      for (const edge of state.edges) {
        lines.get(edge.name)?.update(edge, on(active, edge.name, edge.faults), breakerOf(edge, instancesOf(edge.from, names), state.dependencies));
      }
      for (const group of groups) {
        const running = state.resources.filter(resource => group.members.includes(resource.name) && resource.state === 'Running').length;
        text(group.text, `${group.name} · ${running} of ${group.members.length} running`);
      }
    },
    tick() {
      for (const box of boxes.values()) box.tick();
      for (const line of lines.values()) line.tick();
    },
    select(place) {
      chosen = place;
      mark();
    },
  };
}

function on(faults: readonly FaultRecord[], target: string, ids: readonly string[] = []): FaultRecord[] {
  return faults.filter(fault => fault.target === target || ids.includes(fault.id));
}

function groupFrame(name: string, words: SVGElement, layout: Layout): SVGElement {
  const box = layout.nodes.get(name)!;
  attribute(words, 'x', box.x + 12);
  attribute(words, 'y', box.y + 19);
  return s('g', null, s('rect', { class: 'map-group', x: box.x, y: box.y, width: box.width, height: box.height, rx: 9 }), words);
}

function arrow(): SVGElement {
  return s('defs', null, s('marker', { id: 'map-arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse', markerUnits: 'userSpaceOnUse' },
    s('path', { d: 'M0 0.5L7.5 4 0 7.5z', fill: 'context-stroke' })));
}
