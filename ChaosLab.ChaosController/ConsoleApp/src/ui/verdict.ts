import { h } from '../dom';
import { badge } from './badge';
import { verdictWord } from './health';

/** A verdict: colour, picture and word. */
export function verdictBadge(verdict: string): HTMLElement {
  const word = verdictWord(verdict);
  return badge(word.tone, word.text, word.icon);
}

/** A run that goes on. */
export function runningBadge(): HTMLElement {
  return h('span', { class: 'running' }, badge('info', 'Running', 'play'));
}
