import { catalogue } from '../../api/catalogue';
import type { LiveSnapshot } from '../../api/live';
import { h, replace } from '../../dom';
import { button } from '../../ui/button';
import { failed } from '../../ui/empty';
import { faultList, type FaultList } from '../faults/fault-list';
import { kindChooser } from '../faults/kind-chooser';
import { acts } from './map/chip';
import type { Place } from './map/map';
import { edgeFacts, nodeFacts, type Facts } from './panel-facts';

export interface SidePanel {
  element: HTMLElement;
  readonly place: Place | undefined;
  show(place: Place | undefined, state: LiveSnapshot | undefined): void;
  update(state: LiveSnapshot): void;
  tick(): void;
}

/** What is known of the part or line that is chosen on the map, and what can be done to it. */
export function sidePanel(close: () => void): SidePanel {
  const element = h('aside', { class: 'panel', 'aria-label': 'What is chosen on the map', hidden: true });
  let place: Place | undefined;
  let facts: Facts | undefined;
  let faults: FaultList | undefined;

  function show(next: Place | undefined, state: LiveSnapshot | undefined): void {
    place = next;
    element.hidden = next === undefined;
    if (!next) {
      replace(element);
      return;
    }
    facts = next.kind === 'node' ? nodeFacts(next.name) : edgeFacts(next.name);
    faults = faultList('No fault acts here.');
    const inject = h('div', { class: 'stack' });
    const heading = h('h2', { tabindex: -1, class: 'grow wrap' }, next.name.replace('->', ' → '));
    replace(element,
      h('header', { class: 'panel-head' }, heading, button('Close', close, { kind: 'quiet', icon: 'close', title: 'Close (Esc)' })),
      facts.element,
      h('section', { class: 'panel-part' }, h('h3', null, 'Active faults'), faults.element),
      h('section', { class: 'panel-part' }, h('h3', null, 'Inject a fault'), inject));
    void offer(next, inject);
    if (state) update(state);
    heading.focus({ preventScroll: true });
  }

  async function offer(at: Place, inject: HTMLElement): Promise<void> {
    try {
      const kinds = await catalogue();
      if (place === at) replace(inject, kindChooser(kinds, at.name));
    } catch (error) {
      if (place === at) replace(inject, failed(error, () => void offer(at, inject)));
    }
  }

  function update(state: LiveSnapshot): void {
    if (!place) return;
    facts?.update(state);
    const name = place.name;
    faults?.update(state.faults.filter(fault => fault.target === name && (acts(fault) || fault.state === 'lifted')));
  }

  return {
    element,
    get place() { return place; },
    show,
    update,
    tick: () => faults?.tick(),
  };
}
