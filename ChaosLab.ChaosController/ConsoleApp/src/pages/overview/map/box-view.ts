import type { FaultRecord, LiveResource } from '../../../api/types';
import { attribute, s, text } from '../../../dom';
import { resourceWord } from '../../../ui/health';
import { iconPath } from '../../../ui/icon';
import { chipText } from './chip';
import type { Box } from './layout';

/** The drawing of one resource on the map. */
export interface BoxView {
  element: SVGElement;
  /** What lies over the drawing and takes no presses. */
  chip: SVGElement;
  update(resource: LiveResource | undefined, faults: readonly FaultRecord[]): void;
  /** Moves the countdowns on. */
  tick(): void;
}

/** Draws a resource: what it is, how it stands, its restarts and the faults that act on it. A small one stands inside of its service. */
export function boxView(name: string, box: Box, small: boolean, press: () => void): BoxView {
  const { x, y, width, height } = box;
  const nameY = small ? y + 17 : y + 24;
  const stateY = small ? y + 32 : y + 43;
  const frame = s('rect', { class: 'map-frame', x, y, width, height, rx: 7 });
  const state = s('text', { class: 'map-state', x: x + 46, y: stateY });
  const sign = s('path', { class: 'map-sign', transform: `translate(${x + 30} ${stateY - 10}) scale(.75)` });
  const restarts = s('text', { class: 'map-restarts', x: x + width - 10, y: nameY, 'text-anchor': 'end' });
  // On an instance the chip hangs over the corner, clear of its name.
  const chipEnd = small ? x + width + 14 : x + width - 6;
  const chipTop = small ? y - 15 : y - 9;
  const chipFrame = s('rect', { class: 'map-chip', y: chipTop, height: 18, rx: 9 });
  const chipWord = s('text', { class: 'map-chip-text', x: chipEnd - 8, y: chipTop + 13, 'text-anchor': 'end' });
  const chip = s('g', { class: 'map-over' }, chipFrame, chipWord);
  const element = s('g', {
    class: small ? 'map-box small' : 'map-box', role: 'button', tabindex: 0, 'data-key': `node:${name}`,
    onclick: press,
    onkeydown: event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); press(); } },
  },
  frame,
  s('path', { class: 'map-icon', d: iconPath(picture(name)), transform: `translate(${x + 10} ${small ? y + 6 : y + 12}) scale(${small ? 0.8 : 0.95})` }),
  s('text', { class: 'map-name', x: x + 30, y: nameY }, `${name} `),
  sign, state, restarts);
  let active: readonly FaultRecord[] = [];

  function tick(): void {
    const words = chipText(active);
    text(chipWord, words);
    attribute(chip, 'visibility', words ? 'visible' : 'hidden');
    const wide = words.length * 6.3 + 16;
    attribute(chipFrame, 'width', wide);
    attribute(chipFrame, 'x', chipEnd - wide);
  }

  return {
    element,
    chip,
    update(resource, faults) {
      const word = resource ? resourceWord(resource) : { tone: 'neutral', text: 'Unknown', icon: 'unknown' };
      active = faults;
      attribute(element, 'data-tone', word.tone);
      attribute(element, 'data-fault', faults.length > 0 ? '' : null);
      text(state, `${word.text} `);
      attribute(sign, 'd', iconPath(word.icon));
      text(restarts, resource && resource.restarts > 0 ? `↻ ${resource.restarts}` : '');
      attribute(element, 'aria-label', spoken(name, word.text, resource, faults));
      tick();
    },
    tick,
  };
}

function spoken(name: string, word: string, resource: LiveResource | undefined, faults: readonly FaultRecord[]): string {
  const restarts = resource && resource.restarts > 0 ? `, ${resource.restarts} restarts` : '';
  const bitten = faults.length > 0 ? `, fault: ${faults.map(fault => fault.kind).join(', ')}` : '';
  return `${name}: ${word}${restarts}${bitten}`;
}

function picture(name: string): string {
  if (name === 'gateway') return 'gateway';
  return name === 'cache' || name === 'postgres' ? 'store' : 'service';
}
