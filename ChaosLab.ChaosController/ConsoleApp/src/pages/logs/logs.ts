import '../../styles/lists.css';
import '../../styles/logs.css';
import { aborted, getJson, sentence } from '../../api/client';
import type { LogLine } from '../../api/telemetry-types';
import { h, replace, text } from '../../dom';
import type { Page } from '../../shell/page';
import { button } from '../../ui/button';
import { filterBar } from '../../ui/filter-bar';
import { fixedTime } from '../../ui/fixed-time';
import { Latest } from '../../ui/latest';
import { pageHead } from '../../ui/page-head';
import { withQuery, writeQuery } from '../../ui/query';
import { isFixed, ranges, timeOf } from '../../ui/range';
import { serviceOptions } from '../../ui/service';
import { toggle } from '../../ui/switch';
import { repeat } from '../../ui/timing';
import { leastSeverities } from './level';
import { lineList } from './line-list';

const pageSize = 300;

/** The most lines that one question is answered with. */
const atOnce = 1000;
const usual = '15m';

/** /logs: what the services wrote, newest first. */
export const page: Page = context => {
  const { root, query, live, signal } = context;
  context.title('Logs');
  const latest = new Latest(signal);
  let skipped = false;

  const tail = toggle('Live tail', query.get('live') !== 'off' && !isFixed(query), on => {
    writeQuery(context.query, { live: on ? undefined : 'off' });
    if (on) list.flush();
    if (on) void newer();
  });
  const filters = filterBar(context, [
    { name: 'text', label: 'Text', kind: 'text', placeholder: 'in the message', wide: true },
    { name: 'service', label: 'Service', kind: 'select', options: serviceOptions([]) },
    { name: 'minSeverity', label: 'Level', kind: 'select', options: leastSeverities },
    { name: 'trace', label: 'Trace', kind: 'text', placeholder: 'trace id' },
    { name: 'run', label: 'Run', kind: 'text', placeholder: 'run id' },
    { name: 'fault', label: 'Fault', kind: 'text', placeholder: 'f-15' },
    { name: 'range', label: 'Time', kind: 'select', options: [...ranges].sort((a, b) => Number(b.value === usual) - Number(a.value === usual)) },
  ], () => void load(), tail.element);
  const fixed = fixedTime(context, () => void load());
  const figures = h('span', { role: 'status' }, 'Loading …');
  const list = lineList(context, (name, value) => filters.set(name, value));
  const older = button('Older lines', () => void back(), { kind: 'plain' });
  older.hidden = true;

  replace(root, pageHead('Logs', figures), filters.element, fixed.element, list.element, h('div', { class: 'row logs-end' }, older));
  live.subscribe('resources', resources => filters.offer('service', serviceOptions(resources.map(resource => resource.name))), signal);

  function asked(): Record<string, string | number | undefined> {
    const of = (name: string): string | undefined => query.get(name) ?? undefined;
    return { ...timeOf(query, usual), service: of('service'), minSeverity: of('minSeverity'), text: of('text'), trace: of('trace'), run: of('run'), fault: of('fault') };
  }

  async function get(ask: Record<string, string | number | undefined>, mark: AbortSignal): Promise<LogLine[] | undefined> {
    try {
      return await getJson<LogLine[]>(withQuery('/api/logs', ask), mark);
    } catch (error) {
      if (!aborted(error)) text(figures, sentence(error));
      return undefined;
    }
  }

  async function load(): Promise<void> {
    fixed.show();
    const lines = await get({ ...asked(), limit: pageSize }, latest.next());
    if (!lines) return;
    skipped = false;
    list.reset(lines);
    older.hidden = lines.length < pageSize;
    say();
  }

  async function newer(): Promise<void> {
    const since = list.newest();
    if (since === undefined) return load();
    const lines = await get({ ...asked(), from: since, limit: atOnce }, latest.next());
    if (lines && list.prepend(lines) === atOnce) skipped = true;
    say();
  }

  async function back(): Promise<void> {
    const to = list.oldest();
    if (to === undefined) return;
    tail.set(false);
    const lines = await get({ ...asked(), from: query.get('from') ?? undefined, to, limit: pageSize }, latest.next());
    if (!lines) return;
    const added = list.append(lines);
    older.hidden = added === 0 || list.full();
    say();
  }

  function say(): void {
    text(figures, list.count() === 0 ? 'No line matches' : `${list.count().toLocaleString('en')} lines${list.full() ? ', the most that are kept here' : ''}, newest first${skipped ? '; they came faster than they could be read, so some between are left out' : ''}`);
  }

  void load();
  void repeat(1000, signal, async () => { if (tail.on && !isFixed(query)) await newer(); });
};
