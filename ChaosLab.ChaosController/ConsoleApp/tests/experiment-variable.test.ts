import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExperimentVariable } from '../src/api/experiment-types';
import { complaint, hintOf, keyOf } from '../src/pages/experiments/variable';

const rate: ExperimentVariable = { name: 'rate', type: 'whole', default: '150', value: '150', given: false };

test('what it is when nothing is given is said', () => {
  assert.equal(hintOf(rate), 'Whole number. Left empty: 150');
  assert.equal(hintOf({ name: 'key', type: 'text', given: false }), 'Text. It must be given.');
});

test('a text that is not of its type is told', () => {
  assert.equal(complaint('whole', '40'), undefined);
  assert.equal(complaint('whole', '4.5'), "'4.5' is no whole number.");
  assert.equal(complaint('number', '4.5'), undefined);
  assert.equal(complaint('number', 'many'), "'many' is no number.");
  assert.equal(complaint('json', '{"a": 1}'), undefined);
  assert.equal(complaint('json', '{a}'), 'This is no JSON.');
  assert.equal(complaint('text', '{a}'), undefined);
});

test('JSON is sent with its type, because a run would take it as a text', () => {
  assert.equal(keyOf(rate), 'rate');
  assert.equal(keyOf({ ...rate, name: 'mix', type: 'json' }), 'mix:json');
});
