import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, countdown, duration, number, percent } from '../src/ui/format';

test('lengths of time keep the unit that is read most easily', () => {
  assert.deepEqual([0.42, 31, 999, 1_240, 59_000, 185_000, 7_440_000].map(duration), ['0.42 ms', '31 ms', '999 ms', '1.2 s', '59 s', '3 min 5 s', '2 h 4 min']);
  assert.equal(duration(undefined), '–');
});

test('a countdown never goes below zero', () => {
  assert.deepEqual([-5, 6_100, 65_000, 3_723_000].map(countdown), ['0:00', '0:07', '1:05', '1:02:03']);
});

test('numbers keep the digits that mean something', () => {
  assert.deepEqual([0.123, 12.34, 123.4, 1_234_567].map(number), ['0.12', '12.3', '123', '1,234,567']);
  assert.equal(percent(0.99953, 2), '99.95 %');
  assert.deepEqual([512, 1_536, 20_971_520].map(bytes), ['512 B', '1.5 KB', '20.0 MB']);
});
