import { aborted, ApiProblem, sentence, streamLines } from '../../api/client';
import { attribute, h, replace, text, uniqueId } from '../../dom';
import { button } from '../../ui/button';
import { number } from '../../ui/format';
import { icon } from '../../ui/icon';
import { pause } from '../../ui/timing';
import { plain, stretches } from './ansi';

const most = 2_000;
const tail = 500;

/** The console log of a resource as it is written. The page keeps the newest lines only. */
export function consoleLog(panel: HTMLElement, name: string, signal: AbortSignal): void {
  const list = h('div', { class: 'console', role: 'log', 'aria-label': `Console log of ${name}`, 'aria-live': 'off', tabindex: 0 });
  const filter = h('input', { type: 'search', class: 'input', id: uniqueId('filter'), placeholder: 'Show only lines with …', 'aria-label': 'Show only lines with' });
  const told = h('span', { class: 'small muted number', role: 'status' });
  const follow = button('', () => setFollowing(!following), { small: true });
  const clear = button('Clear', () => { lines.length = 0; replace(list); tell(); }, { small: true });
  const lines: string[] = [];
  const waiting: string[] = [];
  let following = true;
  let frame = 0;
  let state = 'Connecting …';

  panel.append(h('div', { class: 'console-bar' }, filter, follow, clear, told), list);
  filter.addEventListener('input', () => redraw());
  list.addEventListener('scroll', () => {
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 24;
    if (atEnd !== following) setFollowing(atEnd);
  }, { passive: true });
  signal.addEventListener('abort', () => cancelAnimationFrame(frame), { once: true });
  setFollowing(true);
  void stream();

  async function stream(): Promise<void> {
    while (!signal.aborted) {
      try {
        state = 'Live';
        await streamLines(`/api/resources/${encodeURIComponent(name)}/logs?follow=true&tail=${lines.length > 0 ? 0 : tail}`, take, signal);
        state = 'The log has ended; it goes on when the resource writes again';
      } catch (error) {
        if (aborted(error) || signal.aborted) return;
        state = sentence(error);
        if (error instanceof ApiProblem && error.missing) return tell();
      }
      tell();
      await pause(2_000, signal);
    }
  }

  function take(line: string): void {
    waiting.push(line);
    if (waiting.length > most) waiting.splice(0, waiting.length - most);
    frame ||= requestAnimationFrame(draw);
  }

  // Many lines are drawn at once, so that a torrent costs one layout a frame.
  function draw(): void {
    frame = 0;
    const fresh = waiting.splice(0);
    lines.push(...fresh);
    if (lines.length > most) lines.splice(0, lines.length - most);
    list.append(...fresh.filter(shown).map(lineOf));
    while (list.childElementCount > most) list.firstElementChild?.remove();
    if (following) list.scrollTop = list.scrollHeight;
    tell();
  }

  function redraw(): void {
    replace(list, lines.filter(shown).map(lineOf));
    if (following) list.scrollTop = list.scrollHeight;
    tell();
  }

  function shown(line: string): boolean {
    const words = filter.value.trim().toLowerCase();
    return words === '' || plain(line).toLowerCase().includes(words);
  }

  function setFollowing(on: boolean): void {
    following = on;
    replace(follow, icon(on ? 'pause' : 'play'), on ? 'Pause' : 'Follow');
    attribute(follow, 'title', on ? 'Stop following the end of the log' : 'Follow the end of the log');
    if (on) list.scrollTop = list.scrollHeight;
  }

  function tell(): void {
    const visible = list.childElementCount;
    text(told, `${state} · ${number(visible)}${visible === lines.length ? '' : ` of ${number(lines.length)}`} lines${lines.length === most ? ' (the newest)' : ''}`);
  }
}

function lineOf(line: string): HTMLElement {
  return h('div', { class: 'console-line' }, stretches(line).map(part => part.style ? h('span', { class: `ansi-${part.style}` }, part.text) : part.text), line === '' ? ' ' : null);
}
