import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokensOf } from '../src/ui/syntax';
import type { Language } from '../src/ui/syntax';

const kinds = (line: string, language: Language): string[] => tokensOf(line, language).filter(token => token.kind !== 'plain').map(token => `${token.kind} ${token.text}`);

test('a key of JSON is told from a text', () => {
  assert.deepEqual(kinds('  "rate": 150, "name": "a \\"b\\"", "on": true', 'json'), ['key "rate"', 'number 150', 'key "name"', 'text "a \\"b\\""', 'key "on"', 'word true']);
});

test('YAML has keys, comments, texts and numbers', () => {
  assert.deepEqual(kinds('- rate: 150 # per second', 'yaml'), ['key rate', 'number 150', 'comment # per second']);
  assert.deepEqual(kinds("title: 'A b'", 'yaml'), ['key title', "text 'A b'"]);
});

test('nothing of a line is lost, whatever it holds', () => {
  for (const line of ['{"a": "unfinished', '::: "', '\t- - x: y: z', '']) {
    assert.equal(tokensOf(line, 'json').map(token => token.text).join(''), line);
    assert.equal(tokensOf(line, 'yaml').map(token => token.text).join(''), line);
  }
});
