import { post } from '../../api/client';
import type { CommandOutcome, ResourceCommand, ResourceCommandArgument } from '../../api/types';
import { h, replace } from '../../dom';
import { ask } from '../../shell/dialog';
import { toast } from '../../shell/toasts';
import { button, whileBusy } from '../../ui/button';
import { empty, failed, notice } from '../../ui/empty';
import { checkField, textField } from '../../ui/field';

// What is lost or stops when they are pressed by mistake.
const harmful = /^(kill|stop|restart|outage-on|partition|random-kill|full-outage|crash-loop|volume-removed|redis-flush|disk-full|pg-|container-)/;

/** Every command of a resource with its arguments. `done` is called after each that succeeded, because commands come and go with the state. */
export function commandList(name: string, commands: readonly ResourceCommand[], done: () => void): HTMLElement {
  const shown = commands.filter(command => command.state !== 'Hidden');
  if (shown.length === 0) return empty('It has no commands.');
  const simple = shown.filter(command => command.arguments.length === 0);
  const set = shown.filter(command => command.arguments.length > 0);
  return h('div', { class: 'stack' },
    simple.length > 0 && h('section', { class: 'card commands' }, simple.map(command => commandForm(name, command, done))),
    set.length > 0 && h('section', { class: 'card commands' }, set.map(command => h('details', { class: 'command-set' },
      h('summary', null, title(command)), commandForm(name, command, done)))));
}

function commandForm(name: string, command: ResourceCommand, done: () => void): HTMLElement {
  const fields = command.arguments.map(argument => argumentField(argument));
  const answer = h('div', { role: 'status' });
  const enabled = command.state === 'Enabled';
  const run = button(command.displayName, () => undefined, { kind: harmful.test(command.name) ? 'risky' : 'plain', type: 'submit', changes: true });
  run.disabled = !enabled;
  if (!enabled) run.title = 'It is not possible in the present state.';

  async function execute(): Promise<void> {
    const missing = fields.filter(field => !field.check());
    if (missing.length > 0) return;
    const values = Object.fromEntries(fields.map(field => [field.name, field.value()]).filter(([, value]) => value !== ''));
    if (harmful.test(command.name) && !await ask({ title: `${command.displayName}: ${name}?`, body: h('p', null, command.description ?? ''), confirm: command.displayName, danger: true })) return;
    replace(answer, h('p', { class: 'small muted' }, 'It is being done …'));
    try {
      const outcome = await post<CommandOutcome>(`/api/resources/${encodeURIComponent(name)}/commands/${encodeURIComponent(command.name)}`, { arguments: values });
      if (outcome.success) {
        toast(`${command.displayName}: ${outcome.message ?? 'done.'}`);
        done();
      } else replace(answer, notice('bad', outcome.message ?? 'It failed.'));
    } catch (error) {
      replace(answer, failed(error));
    }
  }

  return h('form', { class: 'command', novalidate: true, 'aria-label': command.displayName, onsubmit: event => { event.preventDefault(); void whileBusy(run, execute); } },
    fields.length === 0 ? title(command) : h('div', { class: 'fields grow' }, fields.map(field => field.element)),
    h('div', { class: 'command-run' }, run), answer);
}

function title(command: ResourceCommand): HTMLElement {
  return h('span', { class: 'grow' }, h('strong', null, command.displayName), command.description ? h('span', { class: 'muted' }, ` ${command.description}`) : null);
}

interface ArgumentField { name: string; element: HTMLElement; value(): string; check(): boolean }

function argumentField(argument: ResourceCommandArgument): ArgumentField {
  const label = `${argument.label ?? argument.name}${argument.required ? '' : ' (optional)'}`;
  if (argument.type === 'Boolean') {
    const box = checkField(label, argument.value === 'true');
    return { name: argument.name, element: box.element, value: () => String(box.control.checked), check: () => true };
  }
  const line = textField(label, argument.value ?? '', null, argument.type === 'Number' ? { inputmode: 'decimal' } : argument.type === 'SecretText' ? { type: 'password' } : {});
  return {
    name: argument.name,
    element: line.element,
    value: () => line.control.value.trim(),
    check() {
      const value = line.control.value.trim();
      const wrong = argument.required && value === '' ? 'It needs a value.' : argument.type === 'Number' && value !== '' && !Number.isFinite(Number(value)) ? `'${value}' is no number.` : undefined;
      line.complain(wrong);
      if (wrong) line.control.focus();
      return wrong === undefined;
    },
  };
}
