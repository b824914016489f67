import type { EnvironmentValue } from '../../api/types';
import { h } from '../../dom';
import { badge } from '../../ui/badge';
import { empty } from '../../ui/empty';
import { table } from '../../ui/table';

/** The environment that the host gave to a resource; secrets are masked by the service. */
export function environmentTable(variables: readonly EnvironmentValue[]): HTMLElement {
  const list = table<EnvironmentValue>({
    caption: 'Environment',
    keyOf: variable => variable.name,
    columns: [
      { title: 'Name', cell: variable => h('code', { class: 'wrap' }, variable.name), sort: (a, b) => a.name.localeCompare(b.name) },
      { title: 'Value', kind: 'wide', cell: variable => variable.masked ? [h('code', { class: 'wrap' }, variable.value ?? ''), ' ', badge('neutral', 'masked', 'lock')] : variable.value ? h('code', { class: 'wrap' }, variable.value) : h('span', { class: 'muted' }, 'empty') },
    ],
    empty: () => empty('It was given no environment.'),
  });
  list.update([...variables].sort((a, b) => a.name.localeCompare(b.name)));
  return h('div', { class: 'card' }, list.element);
}
