import { ApiProblem, post, sentence } from '../../api/client';
import type { FaultKind, FaultRecord, FaultRequest } from '../../api/types';
import { h, replace } from '../../dom';
import { toast } from '../../shell/toasts';
import { button, whileBusy } from '../../ui/button';
import { failed } from '../../ui/empty';
import { checkField, selectField, textField } from '../../ui/field';
import { parameterField, type ParameterField } from './parameter-field';

/** A form that injects a fault of a kind; it is made from what the catalogue says of the kind. */
export function injectForm(kind: FaultKind, target: string | undefined, done: (fault: FaultRecord) => void): HTMLElement {
  const fields = kind.parameters.map(parameter => parameterField(kind, parameter));
  const where = target === undefined ? selectField('Target', kind.targets.map(name => ({ value: name, text: name })), kind.targets[0] ?? '') : undefined;
  const reason = textField('Reason', '', 'Kept in the audit. May be left empty.', { maxlength: 200 });
  const force = checkField('Do it all the same (force)', false, 'It would disable more than half of the instances of a critical service.');
  const wrong = h('div', { role: 'alert' });
  const inject = button(target ? `Inject into ${target}` : 'Inject', () => undefined, { kind: 'primary', icon: 'fault', type: 'submit', changes: true });
  force.element.hidden = true;

  async function submit(): Promise<void> {
    const values = fields.map(field => field.read());
    replace(wrong);
    if (values.some(value => value === undefined)) {
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    const request = requestOf(kind, target ?? where!.control.value, fields, values.map(value => value!.text));
    if (reason.control.value.trim()) request.reason = reason.control.value.trim();
    if (force.control.checked) request.force = true;
    try {
      const fault = await post<FaultRecord>('/api/faults', request);
      toast(`${kind.kind} on ${request.target} is injected.`);
      done(fault);
    } catch (error) {
      replace(wrong, failed(error));
      if (error instanceof ApiProblem && error.status === 409 && /force/.test(sentence(error))) force.element.hidden = false;
    }
  }

  const usual = fields.filter(field => field.parameter.name !== 'seed');
  const rare = fields.filter(field => field.parameter.name === 'seed');
  const form = h('form', {
    class: 'stack', novalidate: true, 'aria-label': `Inject ${kind.kind}`,
    onsubmit: event => { event.preventDefault(); void whileBusy(inject, submit); },
  },
  where?.element,
  usual.length > 0 && h('div', { class: 'fields' }, usual.map(field => field.element)),
  h('div', { class: 'fields' }, rare.map(field => field.element), reason.element),
  force.element, wrong,
  h('div', { class: 'row' }, inject));
  return form;
}

function requestOf(kind: FaultKind, target: string, fields: readonly ParameterField[], texts: readonly string[]): FaultRequest {
  const request: FaultRequest = { kind: kind.kind, target, owner: 'console' };
  for (const [index, field] of fields.entries()) {
    const value = texts[index] ?? '';
    if (value === '') continue;
    if (field.parameter.name === 'forSeconds') request.forSeconds = Number(value);
    else if (field.parameter.name === 'seed') request.seed = Number(value);
    else (request.settings ??= {})[field.parameter.name] = value;
  }
  return request;
}
