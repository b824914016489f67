import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeNames, type NamedSpan } from '../src/ui/window-names';

// Ten pixels for each character, in a chart of 1,000.
const room = { left: 0, right: 1_000, gap: 10, lines: 3, measure: (text: string): number => text.length * 10 };

test('equal stretches that overlap share one name', () => {
  assert.deepEqual(placeNames([span(0, 500, 'kill a'), span(100, 300, 'kill a'), span(450, 600, 'kill a')], room), [{ text: 'kill a ×3', start: 0, line: 0 }]);
});

test('equal stretches with room between them have a name each', () => {
  assert.deepEqual(placeNames([span(0, 50, 'kill a'), span(200, 250, 'kill a')], room).map(name => [name.text, name.start]), [['kill a', 0], ['kill a', 200]]);
});

test('equal stretches too near for a name each share one', () => {
  assert.deepEqual(placeNames([span(0, 5, 'kill a'), span(40, 45, 'kill a'), span(80, 85, 'kill a')], room).map(name => name.text), ['kill a ×3']);
});

test('different ones that overlap go a line down', () => {
  assert.deepEqual(placeNames([span(0, 500, 'kill a'), span(10, 500, 'slow b')], room).map(name => [name.text, name.line]), [['kill a', 0], ['slow b', 1]]);
});

test('where there are more names than lines, those of one kind share one', () => {
  const spans = ['a', 'b', 'c', 'd', 'e'].map((target, index) => span(index, 500, `kill ${target}`));
  assert.deepEqual(placeNames([...spans, span(9, 500, 'slow a')], room).map(name => [name.text, name.line]), [['kill ×5', 0], ['slow a', 1]]);
});

test('a name at the end stays within the chart', () => {
  assert.deepEqual(placeNames([span(990, 1_000, 'kill a')], room), [{ text: 'kill a', start: 940, line: 0 }]);
});

function span(left: number, right: number, label: string): NamedSpan {
  return { left, right, label, kind: label.split(' ')[0]! };
}
