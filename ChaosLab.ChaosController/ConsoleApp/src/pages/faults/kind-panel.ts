import type { FaultKind, FaultRecord } from '../../api/types';
import { h } from '../../dom';
import { notice } from '../../ui/empty';
import { injectForm } from './inject-form';

/** What a kind of fault does, how it is seen and undone, and the form that injects it. */
export function kindPanel(kind: FaultKind, target: string | undefined, injected: (fault: FaultRecord) => void): HTMLElement {
  const offered = target !== undefined && kind.targets.includes(target) ? { ...kind, targets: [target, ...kind.targets.filter(name => name !== target)] } : kind;
  return h('div', { class: 'stack' },
    h('h3', { class: 'kind-title' }, kind.kind),
    h('p', null, kind.description),
    kind.unavailable
      ? notice('warn', h('strong', null, 'Not offered in this lab: '), kind.unavailable)
      : injectForm(offered, undefined, injected),
    h('dl', { class: 'kind-facts' },
      kind.observed ? [h('dt', null, 'How its effect is seen'), h('dd', null, kind.observed)] : null,
      kind.undone ? [h('dt', null, 'How it is undone'), h('dd', null, kind.undone)] : null,
      kind.where ? [h('dt', null, 'Where it works'), h('dd', null, kind.where.join(', '))] : null,
      [h('dt', null, 'From the command line'), h('dd', null, h('code', null, `./lab fault describe ${kind.kind}`))]));
}
