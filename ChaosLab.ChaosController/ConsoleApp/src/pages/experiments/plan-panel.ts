import { aborted, ApiProblem, post, sentence } from '../../api/client';
import type { ExperimentDetail, ExperimentPlan, Mistake, PlanAnswer } from '../../api/experiment-types';
import { h, replace } from '../../dom';
import { button, whileBusy } from '../../ui/button';
import { card } from '../../ui/card';
import { notice } from '../../ui/empty';
import { Latest } from '../../ui/latest';
import { mistakeList } from './mistake-list';
import { planView } from './plan-view';
import type { VariablesForm } from './variables-form';

export interface PlanPanel {
  element: HTMLElement;
  /** Dry-runs a text, the last one again when none is given; nothing is done to the lab. */
  check(text?: string): Promise<PlanAnswer | undefined>;
  onMistake(show: (mistake: Mistake) => void): void;
  /** The plan of the text that was checked last. */
  current(): ExperimentPlan | undefined;
}

/** What a run of the text with the values that are given would do, as the service answers. */
export function planPanel(detail: ExperimentDetail, variables: VariablesForm, signal: AbortSignal): PlanPanel {
  const latest = new Latest(signal);
  const body = h('div', { class: 'stack', 'aria-live': 'polite' }, h('p', { class: 'muted' }, 'Checking …'));
  let plan: ExperimentPlan | undefined;
  let show: (mistake: Mistake) => void = () => undefined;
  let text = detail.text;

  const again = button('Check again', () => void whileBusy(again, async () => { await check(); }), { small: true });
  const element = card('Dry run', body, again);

  async function check(next = text): Promise<PlanAnswer | undefined> {
    text = next;
    try {
      const answer = await post<PlanAnswer>('/api/experiments/plan', { text, file: detail.path, variables: variables.given() }, latest.next());
      // A text that cannot be read at all declares nothing; what was typed stays.
      if (answer.plan || answer.variables.length > 0) variables.show(answer.variables);
      plan = answer.mistakes.length === 0 ? answer.plan : undefined;
      replace(body,
        answer.mistakes.length > 0 ? mistakeList(answer.mistakes, mistake => show(mistake)) : null,
        answer.plan ? planView(answer.plan, answer.variables) : null);
      return answer;
    } catch (error) {
      if (aborted(error)) return undefined;
      plan = undefined;
      replace(body, error instanceof ApiProblem && error.status === 401
        ? notice('info', 'A dry run needs you to be signed in: open this page with ', h('code', null, './lab console'), '.')
        : notice('bad', sentence(error)));
      return undefined;
    }
  }

  void check();
  return { element, check, onMistake(next) { show = next; }, current: () => plan };
}
