import type { ExperimentPlan, ExperimentVariable, PlannedFault } from '../../api/experiment-types';
import { h } from '../../dom';
import type { Child } from '../../dom';
import { notice } from '../../ui/empty';

/** A plan, part by part, in the order in which it would happen. */
export function planView(plan: ExperimentPlan, variables: readonly ExperimentVariable[]): HTMLElement {
  const problems = [...new Set(plan.problems)];
  return h('div', { class: 'plan' },
    problems.length > 0
      ? notice('warn', h('strong', null, 'It could not run as the lab is now.'), h('ul', { class: 'dots' }, problems.map(problem => h('li', null, problem))))
      : notice('ok', 'It could run now. Nothing has been done by checking.'),
    variables.length > 0 && part('Configuration', h('ul', { class: 'dots' }, variables.map(value))),
    part('Blast radius', blastRadius(plan)),
    part('Faults', plan.faults.length === 0 ? h('p', { class: 'muted' }, 'None.') : h('ul', { class: 'plan-faults' }, plan.faults.map(fault))),
    part('Hypothesis, before and after', list(plan.hypothesis, 'No probe: nothing is claimed.')),
    part('Load', h('p', null, plan.load ?? 'None.')),
    part('Steps', plan.steps.length === 0 ? h('p', { class: 'muted' }, 'None.') : h('ol', { class: 'steps' }, plan.steps.map(step => h('li', null, step)))),
    part('Undone at the end', list([...new Set(plan.undo)], 'Nothing has to be.')));
}

/** The parts that a run could touch. */
export function blastRadius(plan: ExperimentPlan, linked = true): HTMLElement {
  return plan.blastRadius.length === 0
    ? h('p', { class: 'muted' }, 'No part is touched.')
    : h('ul', { class: 'chips', 'aria-label': 'Blast radius' }, plan.blastRadius.map(part =>
      h('li', null, linked && !part.startsWith('unknown: ') ? h('a', { class: 'chip', href: `/resources/${encodeURIComponent(part)}` }, part) : h('span', { class: 'chip' }, part))));
}

function value(variable: ExperimentVariable): HTMLElement {
  return h('li', null, h('span', { class: 'mono wrap' }, `${variable.name} = ${variable.value ?? '–'}`),
    variable.given ? h('span', { class: 'muted' }, ` given for this run, in place of ${variable.default ?? 'nothing'}`) : null);
}

function fault(planned: PlannedFault): HTMLElement {
  return h('li', null,
    h('div', null, h('span', { class: 'fault-kind' }, planned.kind), ' on ', h('span', { class: 'mono' }, planned.target), planned.lasting ? `, ${planned.lasting}` : ''),
    planned.problem ? h('div', { class: 'tone-bad small' }, planned.problem) : null);
}

function part(title: string, content: Child): HTMLElement {
  return h('section', { class: 'plan-part' }, h('h3', null, title), content);
}

function list(lines: readonly string[], none: string): HTMLElement {
  return lines.length === 0 ? h('p', { class: 'muted' }, none) : h('ul', { class: 'dots' }, lines.map(line => h('li', null, line)));
}
