import type { Mistake } from '../../api/experiment-types';
import { h } from '../../dom';
import { count } from '../../ui/format';

/** What cannot be read, each leading to its place in the source. */
export function mistakeList(mistakes: readonly Mistake[], show: (mistake: Mistake) => void): HTMLElement {
  return h('div', { class: 'mistakes' },
    h('p', { class: 'tone-bad' }, h('strong', null, count(mistakes.length, 'mistake')), mistakes.length === 1 ? ' in the text:' : ' in the text, the first at the top:'),
    h('ul', null, mistakes.map(mistake => h('li', null,
      h('button', { type: 'button', class: 'mistake', onclick: () => show(mistake) },
        h('span', { class: 'mono nowrap' }, `${mistake.line}:${mistake.column}`), h('span', null, mistake.message))))));
}
