import '../../styles/lists.css';
import '../../styles/traces.css';
import { aborted, getJson, sentence } from '../../api/client';
import type { TraceSummary } from '../../api/telemetry-types';
import { h, replace, text } from '../../dom';
import type { Page } from '../../shell/page';
import { faultWindows } from '../../ui/fault-windows';
import { filterBar } from '../../ui/filter-bar';
import { fixedTime } from '../../ui/fixed-time';
import { count } from '../../ui/format';
import { Latest } from '../../ui/latest';
import { pageHead } from '../../ui/page-head';
import { withQuery, writeQuery } from '../../ui/query';
import { ranges, timeOf } from '../../ui/range';
import { serviceOptions } from '../../ui/service';
import { toggle } from '../../ui/switch';
import { repeat } from '../../ui/timing';
import { fronts, ofCustomers } from './customers';
import { scatter } from './scatter';
import { traceTable } from './table';

/** As many as are shown, and as many as are asked for to find them among the shop's own work. */
const limit = 300;
const among = 1000;

/** Requests have a path somewhere, which most of the shop's own work has not. */
const path = '/';

const usual = '15m';

/** /traces: which requests there were, and what happened in them. */
export const page: Page = context => {
  const { root, query, live, signal } = context;
  context.title('Traces');
  const latest = new Latest(signal);
  const services = new Set<string>();
  let found: TraceSummary[] = [];
  let shown: readonly TraceSummary[] = [];
  let drawn = 0;
  let known = '';

  const refresh = toggle('Live', query.get('live') !== 'off', on => {
    writeQuery(context.query, { live: on ? undefined : 'off' });
    if (on) void load();
  });
  const filters = filterBar(context, [
    { name: 'text', label: 'Text', kind: 'text', placeholder: 'name, path, trace id', wide: true },
    { name: 'show', label: 'Show', kind: 'select', options: [{ value: '', label: 'customers' }, { value: 'all', label: 'everything' }] },
    { name: 'service', label: 'Service', kind: 'select', options: serviceOptions([]) },
    { name: 'failed', label: 'Outcome', kind: 'select', options: [{ value: '', label: 'any' }, { value: 'true', label: 'failed' }, { value: 'false', label: 'succeeded' }] },
    { name: 'minMs', label: 'At least ms', kind: 'number', placeholder: '0' },
    { name: 'fault', label: 'Fault', kind: 'text', placeholder: 'f-15' },
    { name: 'run', label: 'Run', kind: 'text', placeholder: 'run id' },
    { name: 'range', label: 'Time', kind: 'select', options: [...ranges].sort((a, b) => Number(b.value === usual) - Number(a.value === usual)) },
  ], () => void load(), refresh.element);
  const fixed = fixedTime(context, () => void load());
  const figures = h('span', { role: 'status' }, 'Loading …');
  const chart = h('div', { class: 'scatter' });
  const list = traceTable();

  replace(root, pageHead('Traces', figures), filters.element, fixed.element, chart, h('section', { class: 'card listing', 'aria-label': 'Traces' }, list.element));

  live.subscribe('resources', resources => offer(resources.map(resource => resource.name)), signal);

  // Where customers begin is known when the lab's state has come.
  live.subscribe('edges', edges => {
    const now = [...fronts(edges)].join();
    if (now === known) return;
    known = now;
    if (found.length > 0) show();
  }, signal);

  function offer(names: Iterable<string>): void {
    const before = services.size;
    for (const name of names) services.add(name);
    if (services.size !== before) filters.offer('service', serviceOptions(services));
  }

  /** The width inside of the page, in pixels. */
  function room(): number {
    return root.clientWidth - 2 * Number.parseFloat(getComputedStyle(root).paddingLeft) - 2;
  }

  async function load(): Promise<void> {
    fixed.show();
    const ask = {
      ...timeOf(query, usual), limit: query.has('show') ? limit : among, text: query.get('text') ?? (query.has('show') ? undefined : path), service: query.get('service') ?? undefined,
      failed: query.get('failed') ?? undefined, minMs: query.get('minMs') ?? undefined, fault: query.get('fault') ?? undefined, run: query.get('run') ?? undefined,
    };
    try {
      const traces = await getJson<TraceSummary[]>(withQuery('/api/traces', ask), latest.next());
      offer(traces.flatMap(trace => trace.services));
      found = traces;
      show();
    } catch (error) {
      if (!aborted(error)) text(figures, sentence(error));
    }
  }

  function show(): void {
    const traces = query.has('show') ? found : ofCustomers(found, live.state?.edges ?? []).slice(0, limit);
    const failed = traces.filter(trace => trace.failed).length;
    const hit = traces.filter(trace => trace.faults.length > 0).length;
    text(figures, `${traces.length === limit ? 'The newest ' : ''}${count(traces.length, 'trace')}: ${failed} failed, ${hit} drew a fault`);
    shown = traces;
    draw();
    list.update(traces);
  }

  function draw(): void {
    drawn = room();
    // A page that is not laid out yet, or has just been left, has none; it is drawn when it has.
    replace(chart, shown.length > 1 && drawn > 0 ? scatter(shown, faultWindows(live.state?.faults ?? []), drawn, context.go) : null);
  }

  const resized = new ResizeObserver(() => { if (shown.length > 1 && room() !== drawn) draw(); });
  resized.observe(root);
  signal.addEventListener('abort', () => resized.disconnect(), { once: true });

  void load();
  void repeat(3000, signal, async () => { if (refresh.on) await load(); });
};
