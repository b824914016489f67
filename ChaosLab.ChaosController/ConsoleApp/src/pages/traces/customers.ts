import type { TraceSummary } from '../../api/telemetry-types';
import type { EdgeStatus } from '../../api/types';

/** The services that the gateway calls: where requests of customers begin. */
export function fronts(edges: readonly EdgeStatus[]): Set<string> {
  return new Set(edges.filter(edge => edge.from === 'gateway').map(edge => edge.to));
}

/** The traces of customers' requests; without them, services that read queues and watch each other fill the list. */
export function ofCustomers(traces: readonly TraceSummary[], edges: readonly EdgeStatus[]): TraceSummary[] {
  const first = fronts(edges);
  return first.size === 0 ? [...traces] : traces.filter(trace => trace.status !== undefined && first.has(trace.service));
}
