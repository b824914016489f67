import type { LogLine } from '../../api/telemetry-types';
import { attribute, h } from '../../dom';
import { button } from '../../ui/button';
import { clockMs, dateTime } from '../../ui/format';
import { attributePairs, pairs } from '../../ui/pairs';
import { serviceName } from '../../ui/service';
import { logLevel } from './level';

/** One line; pressing it shows all that is known of it. */
export function logRow(line: LogLine, filter: (name: string, value: string) => void): HTMLElement {
  const item = h('li', { class: 'log-item' });
  const open = h('button', { type: 'button', class: 'log-row', 'aria-expanded': false, onclick: press },
    h('span', { class: 'log-time mono' }, clockMs(line.at)), logLevel(line.level), serviceName(line.service),
    h('span', { class: 'log-text mono' }, firstLine(line.text)));
  item.append(open);

  function press(): void {
    if (getSelection()?.toString()) return;
    const expanded = open.getAttribute('aria-expanded') === 'true';
    attribute(open, 'aria-expanded', !expanded);
    if (expanded) item.querySelector('.log-more')?.remove();
    else item.append(more(line, filter));
  }

  return item;
}

function more(line: LogLine, filter: (name: string, value: string) => void): HTMLElement {
  const only = (text: string, name: string, value: string): HTMLElement => button(text, () => filter(name, value), { kind: 'plain', small: true });
  return h('div', { class: 'log-more' },
    h('pre', null, line.text),
    pairs([
      ['Time', dateTime(line.at)],
      ['Category', h('span', { class: 'mono' }, line.category)],
      ['Trace', line.traceId ? h('a', { class: 'mono wrap', href: `/traces/${encodeURIComponent(line.traceId)}${line.spanId ? `?span=${encodeURIComponent(line.spanId)}` : ''}` }, line.traceId) : null],
    ]),
    Object.keys(line.attributes).length > 0 ? attributePairs(line.attributes) : null,
    h('div', { class: 'row' },
      only(`Only ${line.service}`, 'service', line.service),
      line.traceId ? only('Only this trace', 'trace', line.traceId) : null));
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : `${text.slice(0, end)} …`;
}
