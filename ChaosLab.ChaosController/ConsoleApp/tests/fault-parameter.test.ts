import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultParameter } from '../src/api/types';
import { checkNumber, checkText, rangeOf, titleOf } from '../src/pages/faults/parameter';

const latency: FaultParameter = { name: 'latency', unit: 'ms', default: 200, minimum: 1, maximum: 60_000 };

test('a number out of its range is told with the range and its unit', () => {
  assert.equal(rangeOf(latency), '1 to 60,000 ms.');
  assert.equal(checkNumber(latency, '0'), 'It must be 1 to 60,000 ms.');
  assert.equal(checkNumber(latency, '60000'), undefined);
});

test('what is no number is quoted', () => {
  assert.equal(checkNumber(latency, '2 s'), "'2 s' is no number.");
});

test('an empty number stands for the default', () => {
  assert.equal(checkNumber(latency, ''), undefined);
});

test('a text must be one of the choices', () => {
  const stream: FaultParameter = { name: 'stream', text: true, choices: ['upstream', 'downstream'] };
  assert.equal(checkText('latency', stream, 'sideways'), "'latency' allows: upstream, downstream.");
  assert.equal(checkText('latency', stream, 'upstream'), undefined);
});

test('the duration has a name that people use', () => {
  assert.equal(titleOf({ name: 'forSeconds' }), 'For how long');
  assert.equal(titleOf({ name: 'slow-close' }), 'Slow close');
});
