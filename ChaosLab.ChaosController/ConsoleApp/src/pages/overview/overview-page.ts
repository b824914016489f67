import '../../styles/lists.css';
import './overview.css';
import type { LiveSnapshot } from '../../api/live';
import { h } from '../../dom';
import type { Page } from '../../shell/page';
import { card } from '../../ui/card';
import { loading } from '../../ui/empty';
import { pageHead } from '../../ui/page-head';
import { writeQuery } from '../../ui/query';
import { toggle } from '../../ui/switch';
import { everySecond } from '../../ui/ticker';
import { everyFrame } from '../../ui/frame';
import { faultList } from '../faults/fault-list';
import { loadCard } from './load-card';
import { legendOf } from './map/legend';
import { acts } from './map/chip';
import { shopMap, type Place } from './map/map';
import { others } from './others';
import { sidePanel } from './panel';
import { sloCard } from './slo-card';
import { trafficCharts } from './traffic-charts';

/** The whole lab at a glance: the map of the shop, its traffic, its objective, and what disturbs it. */
export const overviewPage: Page = context => {
  const { root, query, live, signal, title } = context;
  title('Overview');
  let telemetry = query.get('telemetry') === '1';
  const map = shopMap(place => choose(place), () => telemetry);
  const panel = sidePanel(() => choose(undefined));
  const active = faultList('No fault acts now. Choose a part or a line of the map to disturb it.');
  const rest = others();
  const slo = sloCard();
  const load = loadCard();
  const charts = trafficCharts(signal);
  const waiting = loading('Waiting for the lab');
  const content = h('div', { class: 'stack', hidden: true },
    card('The shop', [map.element, h('div', { class: 'map-foot' }, legendOf(), rest.element)],
      toggle('Telemetry', telemetry, on => { telemetry = on; writeQuery(context.query, { telemetry: on ? '1' : undefined }); if (live.state) map.update(live.state); }).element),
    h('div', { class: 'overview-grid' },
      card('Traffic, last 5 minutes', charts.element),
      h('div', { class: 'stack' }, card('Active faults', active.element), slo.element, load.element)));
  root.append(pageHead('Overview'), waiting, content, panel.element);

  function choose(place: Place | undefined): void {
    const before = panel.place;
    writeQuery(context.query, { node: place?.kind === 'node' ? place.name : undefined, edge: place?.kind === 'edge' ? place.name : undefined });
    map.select(place);
    panel.show(place, live.state);
    root.classList.toggle('with-panel', place !== undefined);
    if (!place && before) map.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(`${before.kind}:${before.name}`)}"]`)?.focus();
  }

  function draw(state: LiveSnapshot): void {
    waiting.hidden = true;
    content.hidden = false;
    map.update(state);
    active.update(state.faults.filter(fault => acts(fault) || fault.state === 'lifted'));
    rest.update(state);
    panel.update(state);
    slo.update(state.slo);
    load.update(state.load);
    charts.update(state.traffic, state.faults);
  }

  const soon = everyFrame(() => { if (live.state) draw(live.state); }, signal);
  live.watch(['resources', 'edges', 'faults', 'dependencies', 'slo', 'load', 'traffic'], soon, signal);
  everySecond(() => {
    map.tick();
    active.tick();
    panel.tick();
    if (live.state) charts.update(live.state.traffic, live.state.faults);
  }, signal);
  document.addEventListener('keydown', event => { if (event.key === 'Escape' && panel.place && !document.querySelector('dialog[open]')) choose(undefined); }, { signal });
  const node = query.get('node');
  const edge = query.get('edge');
  if (node) choose({ kind: 'node', name: node });
  else if (edge) choose({ kind: 'edge', name: edge });
};
