import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain, stretches } from '../src/pages/resources/ansi';

test('colours of a console become classes', () => {
  assert.deepEqual(stretches('at \u001b[33mwarn\u001b[0m: slow'), [{ text: 'at ' }, { text: 'warn', style: 'yellow' }, { text: ': slow' }]);
});

test('bold and background leave the text as it is', () => {
  assert.deepEqual(stretches('\u001b[1m\u001b[41mfail\u001b[49m\u001b[22m'), [{ text: 'fail' }]);
});

test('other control sequences are left out', () => {
  assert.equal(plain('\u001b[2K\u001b[1Gdone\u001b]0;title\u0007'), 'done');
});
