import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceSummary } from '../src/api/telemetry-types';
import type { EdgeStatus } from '../src/api/types';
import { ofCustomers } from '../src/pages/traces/customers';

const trace = (name: string, service: string, status?: number): TraceSummary => ({
  traceId: name, name, service, status, at: '2026-11-21T20:00:00Z', durationMs: 1, spans: 1, failed: false, services: [service], faults: [], marks: [],
});
const edge = (from: string, to: string): EdgeStatus => ({
  name: `${from}->${to}`, from, to, protocol: 'http', listen: '', upstream: '', enabled: true, connections: 0, connectionsTotal: 0, bytesUp: 0, bytesDown: 0, toxics: [], faults: [],
});

test('only requests that come through the gateway are those of customers', () => {
  const traces = [trace('GET /products', 'web-1', 200), trace('claim events', 'web-1'), trace('GET /fail-mode', 'payment', 200)];
  assert.deepEqual(ofCustomers(traces, [edge('gateway', 'web-1'), edge('web-1', 'payment')]).map(one => one.name), ['GET /products']);
});

test('without a gateway nothing is hidden', () => {
  assert.equal(ofCustomers([trace('GET /', 'shop', 200)], []).length, 1);
});
