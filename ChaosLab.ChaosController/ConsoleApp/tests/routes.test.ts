import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Route } from '../src/shell/page';
import { match } from '../src/shell/match';

const routes: Route[] = ['/', '/runs', '/runs/:id', '/runs/compare'].map(pattern => ({ pattern, load: () => Promise.reject(new Error('not loaded')) }));

test('a fixed part wins over a caught one', () => {
  assert.equal(match('/runs/compare', routes)?.route.pattern, '/runs/compare');
  assert.deepEqual(match('/runs/20261121', routes)?.params, { id: '20261121' });
});

test('what is caught is decoded', () => {
  assert.deepEqual(match('/runs/web-%3Epayment', routes)?.params, { id: 'web->payment' });
  assert.deepEqual(match('/runs/50%', routes)?.params, { id: '50%' });
});

test('an unknown path has no page', () => {
  assert.equal(match('/runs/a/b', routes), undefined);
});
