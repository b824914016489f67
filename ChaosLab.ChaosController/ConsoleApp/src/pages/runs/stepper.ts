import { h, replace, text } from '../../dom';
import { between } from '../../ui/format';
import { icon } from '../../ui/icon';
import { milliseconds } from '../../ui/milliseconds';
import type { Phase, Progress, Step, StepState } from './progress';

const pictures: Record<StepState, string> = { waiting: 'wait', running: 'play', done: 'ok', failed: 'bad' };
const words: Record<StepState, string> = { waiting: 'to come', running: 'now', done: 'done', failed: 'not met' };

/** Where the run stands, phase by phase. */
export function stepper(): { element: HTMLElement; update(progress: Progress): void } {
  const list = h('ol', { class: 'phases' });
  const said = h('p', { class: 'hidden-text', role: 'status' });
  let shown = '';
  return {
    element: h('div', null, list, said),
    update(progress) {
      const next = progress.phases.map(phase => `${phase.title} ${phase.state}`).join();
      if (next === shown) return;
      shown = next;
      replace(list, progress.phases.map(phase => h('li', { class: `phase ${phase.state}`, 'aria-current': phase.name === progress.current ? 'step' : undefined },
        icon(pictures[phase.state]), h('span', { class: 'phase-title' }, phase.title),
        h('span', { class: 'small muted' }, phase.name === 'verdict' && progress.verdict ? progress.verdict : words[phase.state]))));
      text(said, progress.abort ? `Aborting: ${progress.abort}` : `Now: ${progress.phases.find(phase => phase.name === progress.current)?.title ?? ''}`);
    },
  };
}

/** Every step with what came of it; those to come are named already. */
export function phaseSteps(): { element: HTMLElement; update(progress: Progress): void } {
  const element = h('div', { class: 'steps-list' });
  return {
    element,
    update(progress) {
      replace(element, progress.phases.filter(phase => phase.steps.length > 0).map(group));
    },
  };
}

function group(phase: Phase): HTMLElement {
  return h('section', null, h('h3', null, phase.title), h('ul', null, phase.steps.map(step)));
}

function step(one: Step): HTMLElement {
  const took = between(one.startedAt, one.endedAt);
  return h('li', { class: `step ${one.state}` }, icon(pictures[one.state]),
    h('div', { class: 'grow' }, h('span', { class: 'hidden-text' }, `${words[one.state]}: `), one.name,
      one.trouble ? h('div', { class: 'tone-bad small' }, one.trouble) : null),
    h('span', { class: 'muted small nowrap' }, one.type, took === undefined ? '' : ` · ${milliseconds(took)}`));
}
