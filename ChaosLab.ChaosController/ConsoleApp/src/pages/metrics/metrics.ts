import '../../styles/lists.css';
import '../../styles/metrics.css';
import { aborted, getJson } from '../../api/client';
import type { MetricInfo } from '../../api/telemetry-types';
import { h, replace } from '../../dom';
import type { Page } from '../../shell/page';
import { empty, failed, loading } from '../../ui/empty';
import { filterBar } from '../../ui/filter-bar';
import { count } from '../../ui/format';
import { pageHead } from '../../ui/page-head';
import { writeQuery } from '../../ui/query';
import { ranges } from '../../ui/range';
import { serviceOptions } from '../../ui/service';
import { toggle } from '../../ui/switch';
import { repeat } from '../../ui/timing';
import { metricCard } from './metric-card';
import type { MetricCard } from './metric-card';
import { metricList } from './metric-list';

/** More charts at once are not read, and each asks the service every few seconds. */
const mostCharts = 4;

/** /metrics: what the services measure, as charts. */
export const page: Page = async context => {
  const { root, query, live, signal } = context;
  context.title('Metrics');
  const cards = new Map<string, { card: MetricCard; gone: AbortController }>();
  let metrics: MetricInfo[] = [];

  const refresh = toggle('Live', query.get('live') !== 'off', on => writeQuery(context.query, { live: on ? undefined : 'off' }));
  const filters = filterBar(context, [
    { name: 'service', label: 'Service', kind: 'select', options: serviceOptions([]) },
    { name: 'range', label: 'Time', kind: 'select', options: [...ranges].sort((a, b) => Number(b.value === '5m') - Number(a.value === '5m')) },
  ], () => { list.update(metrics, query.get('service')); void reload(); }, refresh.element);
  const below = h('span', { role: 'status' });
  const charts = h('div', { class: 'stack metric-charts' }, loading());
  const list = metricList(context, name => choose(name));
  replace(root, pageHead('Metrics', below), h('div', { class: 'metric-columns' }, list.element, h('div', { class: 'stack' }, filters.element, charts)));

  live.subscribe('faults', faults => { for (const { card } of cards.values()) card.faults(faults); }, signal);

  function names(): string[] {
    const known = query.getAll('name').filter(name => metrics.some(metric => metric.name === name));
    return known.slice(0, mostCharts);
  }

  function choose(name: string): void {
    const chosen = names();
    const next = chosen.includes(name) ? chosen.filter(one => one !== name) : [name, ...chosen].slice(0, mostCharts);
    query.delete('name');
    for (const one of next) query.append('name', one);
    writeQuery(context.query, {});
    draw();
  }

  function draw(): void {
    const chosen = names();
    for (const [name, { gone }] of cards) {
      if (chosen.includes(name)) continue;
      gone.abort();
      cards.delete(name);
    }
    for (const name of chosen) {
      const metric = metrics.find(one => one.name === name);
      if (metric === undefined || cards.has(name)) continue;
      const gone = new AbortController();
      const card = metricCard(context, metric, AbortSignal.any([gone.signal, signal]), () => choose(name));
      if (live.state) card.faults(live.state.faults);
      cards.set(name, { card, gone });
      void card.load();
    }
    list.mark(chosen);
    replace(charts, chosen.length === 0
      ? empty('Choose a metric', `Up to ${mostCharts} can be seen together, with one cursor over all.`)
      : chosen.map(name => cards.get(name)!.card.element));
  }

  async function reload(): Promise<void> {
    await Promise.all([...cards.values()].map(({ card }) => card.load()));
  }

  async function readList(): Promise<void> {
    metrics = await getJson<MetricInfo[]>('/api/metrics', signal);
    replace(below, `${count(metrics.length, 'metric')}, ${metrics.reduce((sum, metric) => sum + metric.points, 0).toLocaleString('en')} points stored`);
    filters.offer('service', serviceOptions(metrics.flatMap(metric => metric.services)));
    list.update(metrics, query.get('service'));
  }

  try {
    await readList();
  } catch (error) {
    if (!aborted(error)) replace(charts, failed(error));
    return;
  }
  if (names().length === 0 && !query.has('name')) {
    const usual = metrics.find(metric => metric.name === 'http.server.request.duration') ?? metrics[0];
    if (usual) query.append('name', usual.name);
  }
  draw();
  void repeat(3000, signal, async () => { if (refresh.on) await reload(); });
  void repeat(30_000, signal, () => readList().catch(() => undefined));
};
