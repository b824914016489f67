import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SpanView } from '../src/api/telemetry-types';
import { ownTime, rowsOf, ticks, visible } from '../src/pages/traces/tree';

const span = (spanId: string, depth: number, offsetMs: number, durationMs: number): SpanView => ({
  spanId, depth, service: 'web-1', name: spanId, kind: 'internal', offsetMs, durationMs, failed: false, attributes: {}, events: [],
});

const rows = rowsOf([span('root', 0, 0, 100), span('a', 1, 10, 40), span('a1', 2, 20, 10), span('b', 1, 30, 50), span('stray', 0, 0, 5)]);

test('each row knows its parent and how much lies below it', () => {
  assert.deepEqual(rows.map(row => row.parent), [-1, 0, 1, 0, -1]);
  assert.deepEqual(rows.map(row => row.below), [3, 1, 0, 0, 0]);
});

test('a folded row hides what lies below it and nothing else', () => {
  assert.deepEqual(visible(rows, new Set([1])), [0, 1, 3, 4]);
  assert.deepEqual(visible(rows, new Set([0])), [0, 4]);
});

test('own time does not count overlapping children twice', () => {
  assert.equal(ownTime(rows, 0), 30);
  assert.equal(ownTime(rows, 2), 10);
});

test('the ruler has round marks within the trace', () => {
  assert.deepEqual(ticks(286, 5), [0, 100, 200]);
  assert.deepEqual(ticks(0, 5), [0]);
});
