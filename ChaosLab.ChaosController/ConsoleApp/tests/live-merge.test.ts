import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrafficSecond } from '../src/api/types';
import { mergeTraffic, trafficSeconds } from '../src/live/merge';

test('a revised second replaces the earlier one, in order', () => {
  const merged = mergeTraffic([second(1, 5), second(2, 6)], [second(3, 7), second(2, 9)]);
  assert.deepEqual(merged.map(entry => entry.requests), [5, 9, 7]);
});

test('only the newest seconds are kept', () => {
  let known: TrafficSecond[] = [];
  for (let at = 1; at <= 3_600; at++) known = mergeTraffic(known, [second(at, 1)]);
  assert.equal(known.length, trafficSeconds);
  assert.equal(known.at(-1)?.second, 3_600);
});

function second(at: number, requests: number): TrafficSecond {
  return { second: at, requests, errors: 0, unanswered: 0, source: 'gateway' };
}
