import { h, s } from '../../../dom';
import { icon } from '../../../ui/icon';

/** What the signs of the map mean. */
export function legendOf(): HTMLElement {
  return h('ul', { class: 'map-legend', 'aria-label': 'Legend' },
    entry(icon('ok', 'ok'), 'healthy'),
    entry(icon('warn', 'warn'), 'degraded'),
    entry(icon('bad', 'bad'), 'unhealthy or failed'),
    entry(icon('idle'), 'not running'),
    entry(line('flows'), 'calls, with requests in a second'),
    entry(line('bitten'), 'a fault acts'),
    entry(line('broken'), 'breaker open or half-open'),
    entry(h('span', null, '↻'), 'restarts'));
}

function entry(sign: Node, text: string): HTMLElement {
  return h('li', null, sign, text);
}

function line(state: string): SVGElement {
  return s('svg', { class: 'map-key map-edge', 'data-state': state, viewBox: '0 0 26 10', 'aria-hidden': 'true' },
    s('path', { class: 'map-line', d: 'M1 5h24' }), state === 'broken' ? s('path', { class: 'map-break', d: 'M12 0l-3 10M17 0l-3 10' }) : null);
}
