import type { DependencyHealth, EdgeStatus, FaultRecord } from '../../../api/types';
import { attribute, s, text } from '../../../dom';
import { number } from '../../../ui/format';
import { chipText } from './chip';
import type { Point } from './layout';

/** How the callers of an edge see it: the worst of their breakers. */
export interface Breaker { circuit: string; services: string[] }

/** The drawing of one edge on the map. */
export interface LineView {
  element: SVGElement;
  label: SVGElement;
  update(edge: EdgeStatus, faults: readonly FaultRecord[], breaker: Breaker | undefined): void;
  tick(): void;
}

/** Draws an edge: an arrow with its requests in a second, a break where a breaker is open, and the faults that act on it. */
export function lineView(name: string, path: string, at: Point, press: () => void): LineView {
  const line = s('path', { class: 'map-line', d: path, 'marker-end': 'url(#map-arrow)' });
  const rate = s('text', { class: 'map-rate', x: at.x, y: at.y + 4, 'text-anchor': 'middle' });
  const frame = s('rect', { class: 'map-label', y: at.y - 10, height: 20, rx: 10 });
  const break1 = s('path', { class: 'map-break', d: `M${at.x - 9} ${at.y - 12}l-5 24M${at.x - 2} ${at.y - 12}l-5 24` });
  const chipFrame = s('rect', { class: 'map-chip', y: at.y + 9, height: 18, rx: 9 });
  const chipWord = s('text', { class: 'map-chip-text', x: at.x, y: at.y + 22, 'text-anchor': 'middle' });
  const chip = s('g', null, chipFrame, chipWord);
  const element = s('g', {
    class: 'map-edge', role: 'button', tabindex: 0, 'data-key': `edge:${name}`,
    onclick: press,
    onkeydown: event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); press(); } },
  }, s('path', { class: 'map-hit', d: path }), line);
  const label = s('g', { class: 'map-edge-label', onclick: press }, frame, rate, break1, chip);
  let active: readonly FaultRecord[] = [];

  function tick(): void {
    const words = chipText(active);
    text(chipWord, words);
    attribute(chip, 'visibility', words ? 'visible' : 'hidden');
    const wide = words.length * 6.3 + 16;
    attribute(chipFrame, 'width', wide);
    attribute(chipFrame, 'x', at.x - wide / 2);
  }

  return {
    element,
    label,
    update(edge, faults, breaker) {
      active = faults;
      const broken = breaker !== undefined && breaker.circuit !== 'closed';
      const words = !edge.enabled ? 'down' : broken ? breaker.circuit : rateOf(edge);
      const state = !edge.enabled ? 'down' : broken ? 'broken' : faults.length > 0 || edge.toxics.length > 0 ? 'bitten' : flows(edge) ? 'flows' : 'quiet';
      attribute(element, 'data-state', state);
      attribute(label, 'data-state', state);
      text(rate, words);
      const wide = words.length * 6.2 + (broken ? 34 : 14);
      attribute(frame, 'width', wide);
      attribute(frame, 'x', at.x - wide / 2);
      attribute(rate, 'x', broken ? at.x + 9 : at.x);
      attribute(break1, 'visibility', broken ? 'visible' : 'hidden');
      attribute(break1, 'transform', `translate(${-wide / 2 + 17} 0)`);
      attribute(label, 'visibility', words || faults.length > 0 ? 'visible' : 'hidden');
      attribute(frame, 'visibility', words ? 'inherit' : 'hidden');
      attribute(element, 'aria-label', spoken(edge, faults, breaker));
      tick();
    },
    tick,
  };
}

function rateOf(edge: EdgeStatus): string {
  if (edge.requestsPerSecond !== undefined) return edge.requestsPerSecond > 0 ? `${number(Math.round(edge.requestsPerSecond * 10) / 10)}/s` : '';
  return edge.connections > 0 ? `${edge.connections} conn` : '';
}

function flows(edge: EdgeStatus): boolean {
  return edge.requestsPerSecond === undefined ? edge.connections > 0 : edge.requestsPerSecond > 0;
}

function spoken(edge: EdgeStatus, faults: readonly FaultRecord[], breaker: Breaker | undefined): string {
  const parts = [`${edge.from} to ${edge.to}`];
  if (!edge.enabled) parts.push('down');
  if (edge.requestsPerSecond !== undefined) parts.push(`${number(edge.requestsPerSecond)} requests a second`);
  if (breaker && breaker.circuit !== 'closed') parts.push(`breaker ${breaker.circuit} in ${breaker.services.join(', ')}`);
  if (faults.length > 0) parts.push(`fault: ${faults.map(fault => fault.kind).join(', ')}`);
  return parts.join(', ');
}

/** The worst breaker of the callers of an edge, or undefined when nobody tells. */
export function breakerOf(edge: EdgeStatus, callers: readonly string[], dependencies: readonly DependencyHealth[]): Breaker | undefined {
  const own = dependencies.filter(health => callers.includes(health.service) && health.dependency === edge.to);
  if (own.length === 0) return undefined;
  const circuit = ['open', 'half-open'].find(state => own.some(health => health.circuit === state)) ?? own[0]!.circuit;
  return { circuit, services: own.filter(health => health.circuit === circuit).map(health => health.service) };
}
