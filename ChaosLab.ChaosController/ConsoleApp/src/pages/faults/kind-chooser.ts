import type { FaultKind } from '../../api/types';
import { h, replace } from '../../dom';
import { empty } from '../../ui/empty';
import { field } from '../../ui/field';
import { byArea } from './areas';
import { injectForm } from './inject-form';

/** The kinds that can act on a target, and the form of the one that is chosen. */
export function kindChooser(all: readonly FaultKind[], target: string): HTMLElement {
  const kinds = all.filter(kind => kind.targets.includes(target) && !kind.unavailable);
  if (kinds.length === 0) return empty('Nothing can be injected here.', 'The catalogue has no fault that acts on it in this lab.');
  const select = h('select', { class: 'input' },
    h('option', { value: '' }, 'Choose a fault …'),
    byArea(kinds).map(area => h('optgroup', { label: area.title }, area.kinds.map(kind => h('option', { value: kind.kind }, kind.kind)))));
  const form = h('div', { class: 'stack' });
  select.addEventListener('change', () => {
    const kind = kinds.find(entry => entry.kind === select.value);
    if (!kind) replace(form);
    else replace(form, h('p', { class: 'small' }, kind.description), injectForm(kind, target, () => { select.value = ''; replace(form); select.focus(); }));
  });
  return h('div', { class: 'stack' }, field('Fault', select).element, form);
}
