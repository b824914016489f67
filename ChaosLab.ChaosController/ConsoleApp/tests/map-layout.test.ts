import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EdgeStatus, LiveResource } from '../src/api/types';
import { graphOf } from '../src/pages/overview/map/graph';
import { layoutOf, type Box } from '../src/pages/overview/map/layout';

const resources = ['gateway', 'web-1', 'web-2', 'web-10', 'catalog', 'payment', 'analytics', 'cache', 'postgres', 'chaos'].map(resource);
const edges = [
  'gateway->web-1', 'gateway->web-2', 'gateway->web-10', 'gateway->catalog', 'web->payment', 'web->catalog', 'web->cache', 'web->postgres',
  'catalog->cache', 'catalog->postgres', 'payment->cache', 'analytics->cache', 'web->chaos',
].map(edge);

test('instances are one box, in the order of their numbers', () => {
  const graph = graphOf(resources, edges, false);
  assert.deepEqual(graph.nodes.find(node => node.id === 'web')?.members, ['web-1', 'web-2', 'web-10']);
  assert.deepEqual(graph.edges.find(edge => edge.name === 'gateway->web-2'), { name: 'gateway->web-2', from: 'gateway', to: 'web', member: 'web-2' });
});

test('telemetry is drawn on demand', () => {
  assert.equal(graphOf(resources, edges, false).nodes.some(node => node.id === 'chaos'), false);
  assert.equal(graphOf(resources, edges, true).nodes.some(node => node.id === 'chaos'), true);
});

test('calls go from left to right', () => {
  const graph = graphOf(resources, edges, false);
  const { nodes } = layoutOf(graph);
  for (const edge of graph.edges) assert.ok(nodes.get(edge.from)!.x < nodes.get(edge.to)!.x, edge.name);
});

test('what nobody calls stands beside what it calls', () => {
  const { nodes } = layoutOf(graphOf(resources, edges, false));
  assert.equal(nodes.get('analytics')!.x, nodes.get('payment')!.x);
});

test('boxes do not overlap, and all is inside of the map', () => {
  const layout = layoutOf(graphOf(resources, edges, true));
  const boxes = [...layout.nodes.values()];
  for (const [index, a] of boxes.entries()) {
    assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.width <= layout.width && a.y + a.height <= layout.height);
    for (const b of boxes.slice(index + 1)) assert.equal(overlap(a, b), false);
  }
});

test('calls in a circle end', () => {
  const layout = layoutOf(graphOf(['a', 'b'].map(resource), ['a->b', 'b->a'].map(edge), false));
  assert.equal(layout.nodes.size, 2);
});

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function resource(name: string): LiveResource {
  return { name, type: 'Project', state: 'Running', explicitStart: false, stopped: false, restarts: 0, endpoints: [], activeFaults: [] };
}

function edge(name: string): EdgeStatus {
  const [from, to] = name.split('->') as [string, string];
  return { name, from, to, protocol: 'http', listen: '', upstream: '', enabled: true, connections: 0, connectionsTotal: 0, bytesUp: 0, bytesDown: 0, toxics: [], faults: [] };
}
