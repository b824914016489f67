import { ApiProblem, post, sentence } from '../../api/client';
import type { ExperimentDetail } from '../../api/experiment-types';
import type { RunStatus } from '../../api/types';
import { h } from '../../dom';
import { ask } from '../../shell/dialog';
import type { PageContext } from '../../shell/page';
import { complain } from '../../shell/toasts';
import { button, whileBusy } from '../../ui/button';
import { card } from '../../ui/card';
import { notice } from '../../ui/empty';
import { numberField } from '../../ui/field';
import { blastRadius } from './plan-view';
import type { PlanPanel } from './plan-panel';
import type { VariablesForm } from './variables-form';

/** Starts the experiment, after the blast radius has been seen and confirmed. */
export function startPanel(context: PageContext, detail: ExperimentDetail, plan: PlanPanel, variables: VariablesForm, text: () => string): HTMLElement {
  const seed = numberField('Seed', undefined, 'Optional: the seed of an earlier run makes the same random choices.', undefined, { inputmode: 'numeric', placeholder: 'a new one' });
  const start = button('Start …', () => void whileBusy(start, begin), { kind: 'primary', icon: 'play', changes: true });

  async function begin(): Promise<void> {
    const wanted = seed.control.value.trim();
    const value = Number(wanted);
    const wrong = wanted !== '' && !(Number.isInteger(value) && value >= 0 && value <= 2_147_483_647);
    seed.complain(wrong ? 'A whole number from 0 to 2147483647, or nothing.' : undefined);
    if (wrong) return seed.control.focus();
    const mistyped = variables.wrong();
    if (mistyped) return mistyped.focus();
    const source = text();
    const given = variables.given();
    const answer = await plan.check(source);
    if (!answer) return complain('The dry run did not answer, so nothing was started.');
    if (answer.mistakes.length > 0 || !answer.plan) return complain('The text has mistakes; see the dry run.');
    const { plan: planned } = answer;
    const sure = await ask({
      title: 'Start this experiment?',
      confirm: 'Start the run',
      danger: planned.problems.length > 0,
      body: [
        h('p', null, h('strong', null, planned.title), source === detail.text ? '' : ' (the edited text)'),
        Object.keys(given).length === 0 ? null : h('p', null, 'With ', h('span', { class: 'mono wrap' }, Object.entries(given).map(([name, value]) => `${name} = ${value}`).join(', '))),
        h('p', null, 'It may touch:'), blastRadius(planned, false),
        planned.faults.length === 0 ? null : h('ul', { class: 'dots' }, planned.faults.map(fault => h('li', null, `${fault.kind} on ${fault.target}${fault.lasting ? ` for ${fault.lasting}` : ''}`))),
        planned.load ? h('p', { class: 'muted' }, `Load: ${planned.load}`) : null,
        planned.problems.length > 0 ? notice('warn', h('strong', null, 'It may not run: '), [...new Set(planned.problems)].join(' ')) : null,
      ],
    });
    if (!sure) return;
    try {
      const run = await post<RunStatus>('/api/runs', { text: source, file: detail.path, by: 'console', seed: wanted === '' ? undefined : value, variables: given });
      context.go(`/runs/${encodeURIComponent(run.id)}`);
    } catch (error) {
      complain(error instanceof ApiProblem ? `${error.title}: ${sentence(error)}` : sentence(error));
    }
  }

  return card('Run it', h('div', { class: 'start' }, variables.element, seed.element, start));
}
