import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '../src/api/history-types';
import { progressOf } from '../src/pages/runs/progress';

const experiment = {
  title: 'An outage', 'steady-state-hypothesis': { probes: [{ name: 'healthy', type: 'probe' }] },
  method: [{ name: 'outage', type: 'action' }, { name: 'opened', type: 'probe' }],
};
let second = 0;
const event = (kind: RunEvent['kind'], subject?: string, data?: unknown, text = ''): RunEvent => ({ at: new Date(1_000 * second++).toISOString(), kind, text, subject, data });
const ran = (name: string, data: object = { succeeded: true, toleranceMet: true }): RunEvent[] => [event('activityStarted', name, undefined, `Probe: ${name}`), event('activityEnded', name, data)];

const before = [event('runStarted', 'r', experiment), ...ran('healthy'), event('steadyState', 'before the method', undefined, 'Steady state before the method: met.')];

test('what is to come is known from the start', () => {
  const progress = progressOf(before.slice(0, 1));
  assert.deepEqual(progress.phases.map(phase => phase.steps.map(step => `${step.name} ${step.state}`)), [['healthy waiting'], ['outage waiting', 'opened waiting'], ['healthy waiting'], []]);
  assert.equal(progress.current, 'before');
});

test('the method follows the hypothesis, step by step', () => {
  const progress = progressOf([...before, ...ran('outage'), event('activityStarted', 'opened')]);
  assert.equal(progress.current, 'method');
  assert.deepEqual(progress.phases[1]?.steps.map(step => step.state), ['done', 'running']);
  assert.equal(progress.phases[0]?.state, 'done');
});

test('the same probe after the method belongs to the hypothesis after', () => {
  const progress = progressOf([...before, ...ran('outage'), ...ran('opened'), event('activityStarted', 'healthy')]);
  assert.equal(progress.current, 'after');
  assert.equal(progress.phases[2]?.steps[0]?.state, 'running');
  assert.equal(progress.phases[0]?.steps[0]?.state, 'done');
});

test('a probe outside its tolerance fails its phase and says why', () => {
  const progress = progressOf([...before, ...ran('outage'), ...ran('opened', { succeeded: true, toleranceMet: false, tolerance: 'false is not true' }), event('activityStarted', 'healthy')]);
  assert.equal(progress.phases[1]?.state, 'failed');
  assert.equal(progress.phases[1]?.steps[1]?.trouble, 'false is not true');
});

test('the verdict ends it', () => {
  const progress = progressOf([...before, event('abort', undefined, undefined, 'A person asked for it.'), event('verdict', 'r', { verdict: 'aborted' })]);
  assert.equal(progress.verdict, 'aborted');
  assert.equal(progress.abort, 'A person asked for it.');
  assert.equal(progress.current, 'verdict');
});
