import type { MetricInfo } from '../../api/telemetry-types';
import { attribute, h, replace, uniqueId } from '../../dom';
import type { PageContext } from '../../shell/page';
import { empty } from '../../ui/empty';
import { writeQuery } from '../../ui/query';

/** The names of all metrics, by the word they begin with; pressing one shows or hides its chart. */
export function metricList(context: PageContext, choose: (name: string) => void): { element: HTMLElement; update(metrics: readonly MetricInfo[], service: string | null): void; mark(chosen: readonly string[]): void } {
  const id = uniqueId('metric-search');
  let all: readonly MetricInfo[] = [];
  let onlyService: string | null = null;
  let chosen: readonly string[] = [];
  const search = h('input', {
    id, type: 'search', class: 'input', placeholder: 'Search metrics', autocomplete: 'off', spellcheck: false, value: context.query.get('find') ?? '',
    oninput: () => { writeQuery(context.query, { find: search.value }); draw(); },
  });
  const names = h('div', { class: 'metric-names' });
  const element = h('section', { class: 'card metric-list', 'aria-label': 'Metrics' },
    h('div', { class: 'metric-search' }, h('label', { for: id, class: 'hidden-text' }, 'Search metrics'), search), names);

  function draw(): void {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = all.filter(metric => (!onlyService || metric.services.includes(onlyService)) && words.every(word => metric.name.toLowerCase().includes(word)));
    const groups = new Map<string, MetricInfo[]>();
    for (const metric of shown) {
      const group = metric.name.split('.')[0] ?? metric.name;
      groups.set(group, [...groups.get(group) ?? [], metric]);
    }
    replace(names, shown.length === 0
      ? empty(all.length === 0 ? 'No metric has arrived yet' : 'No metric has such a name')
      : [...groups].map(([group, metrics]) => h('div', null, h('h2', { class: 'metric-group' }, group), h('ul', null, metrics.map(entry)))));
    sign();
  }

  function entry(metric: MetricInfo): HTMLElement {
    const rest = metric.name.slice((metric.name.split('.')[0] ?? '').length + 1) || metric.name;
    return h('li', null, h('button', { type: 'button', class: 'metric-name', 'aria-pressed': false, 'data-name': metric.name, title: `${metric.name}, ${metric.services.join(', ')}`, onclick: () => choose(metric.name) },
      h('span', { class: 'wrap' }, rest), h('span', { class: 'muted small' }, [metric.kind, metric.unit].filter(Boolean).join(' · '))));
  }

  function sign(): void {
    for (const button of names.querySelectorAll<HTMLElement>('[data-name]')) attribute(button, 'aria-pressed', chosen.includes(button.dataset['name'] ?? ''));
  }

  return {
    element,
    update(metrics, service) {
      const same = service === onlyService && metrics.map(metric => metric.name).join() === all.map(metric => metric.name).join();
      all = metrics;
      onlyService = service;
      if (!same || !names.hasChildNodes()) draw();
    },
    mark(next) {
      chosen = next;
      sign();
    },
  };
}
