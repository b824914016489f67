import assert from 'node:assert/strict';
import { test } from 'node:test';
import { align, growth, mean, rate } from '../src/pages/metrics/series-math';
import { namesOf, sharedOf } from '../src/pages/metrics/series-names';

const series = (service: string, attributes: Record<string, string>) => ({ service, attributes, at: [], values: [], cumulative: true, monotonic: true });

test('a growing count is told per second, and a restart is no fall', () => {
  assert.deepEqual(rate([0, 2_000, 4_000, 5_000], [10, 30, 30, 6]), { at: [2, 4, 5], values: [10, 0, 6] });
});

test('counts that are told piece by piece give the same rate', () => {
  assert.deepEqual(growth({ ...series('web-1', {}), at: [0, 1_000, 3_000], cumulative: false }, [5, 10, 40]), { at: [1, 3], values: [10, 20] });
});

test('points at the same time give no rate', () => {
  assert.deepEqual(rate([1_000, 1_000], [1, 9]), { at: [], values: [] });
});

test('the mean of a histogram is that of what came in between, and nothing where nothing came', () => {
  const curve = mean({ ...series('web-1', {}), at: [0, 1_000, 2_000], values: [1, 3, 3], counts: [1, 5, 5] });
  assert.deepEqual(curve, { at: [1, 2], values: [0.5, null] });
});

test('curves share one axis of time; a gap of its own stays a gap', () => {
  const { at, values } = align([{ at: [1, 3], values: [10, null] }, { at: [2], values: [20] }]);
  assert.deepEqual(at, [1, 2, 3]);
  assert.deepEqual(values, [[10, undefined, null], [undefined, 20, undefined]]);
});

test('series are named by what sets them apart', () => {
  const all = [series('web-1', { 'http.route': '/products', scheme: 'http' }), series('web-1', { 'http.route': '/purchase', scheme: 'http' })];
  assert.deepEqual(namesOf(all), ['/products', '/purchase']);
  assert.deepEqual(sharedOf(all), [['scheme', 'http']]);
  assert.deepEqual(namesOf([series('web-1', {}), series('web-2', {})]), ['web-1', 'web-2']);
});
