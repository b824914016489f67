import type { RunEvent } from '../../api/history-types';

export type PhaseName = 'before' | 'method' | 'after' | 'verdict';
export type StepState = 'waiting' | 'running' | 'done' | 'failed';

/** An activity of the run as far as it has come. */
export interface Step {
  name: string;
  type: string;
  state: StepState;
  startedAt?: string;
  endedAt?: string;
  /** What went wrong, in a sentence. */
  trouble?: string;
}

export interface Phase {
  name: PhaseName;
  title: string;
  state: StepState;
  steps: Step[];
}

/** A run as its events tell it so far. */
export interface Progress {
  title: string;
  startedAt?: string;
  phases: Phase[];
  /** Where it stands now. */
  current: PhaseName;
  abort?: string;
  verdict?: string;
}

interface Activity { name: string; type: string }
interface Ended { succeeded?: boolean; toleranceMet?: boolean; tolerance?: string; error?: string }

/** Reads the events, in their order, into phases with their steps; what is still to come is known from the experiment. */
export function progressOf(events: readonly RunEvent[]): Progress {
  const started = events.find(event => event.kind === 'runStarted');
  const experiment = record(started?.data);
  const probes = activities(record(experiment['steady-state-hypothesis'])['probes']);
  const method = activities(experiment['method']);
  const before = phase('before', 'Hypothesis before', probes);
  const acting = phase('method', 'Method', method);
  const after = phase('after', 'Hypothesis after', probes);
  const end = phase('verdict', 'Verdict', []);
  const progress: Progress = {
    title: typeof experiment['title'] === 'string' ? experiment['title'] : '', startedAt: started?.at, phases: [before, acting, after, end], current: 'before',
  };
  let now = before;

  for (const event of events) {
    const subject = event.subject ?? '';
    switch (event.kind) {
      case 'activityStarted': {
        if (now === acting && over(acting) && probes.some(probe => probe.name === subject)) now = after;
        begin(now, subject, /^action/i.test(event.text) ? 'action' : 'probe', event.at);
        break;
      }
      case 'activityEnded':
        finish([...now.steps, ...acting.steps].find(step => step.name === subject && step.state === 'running'), event);
        break;
      case 'steadyState':
        if (subject.startsWith('before')) {
          before.state = failing(before) || /not met/i.test(event.text) ? 'failed' : 'done';
          now = acting;
        } else if (subject.startsWith('after')) {
          if (acting.state !== 'failed') acting.state = failing(acting) ? 'failed' : 'done';
          after.state = failing(after) || /not met/i.test(event.text) ? 'failed' : 'done';
          now = end;
        }
        break;
      case 'abort': progress.abort = event.text; break;
      case 'verdict':
        progress.verdict = String(record(event.data)['verdict'] ?? '') || event.text;
        end.state = progress.verdict === 'pass' ? 'done' : 'failed';
        now = end;
        break;
    }
    if (now.state === 'waiting') now.state = 'running';
  }
  if (now === after || now === end) acting.state = failing(acting) ? 'failed' : 'done';
  progress.current = now.name;
  return progress;
}

function phase(name: PhaseName, title: string, expected: readonly Activity[]): Phase {
  return { name, title, state: 'waiting', steps: expected.map(({ name, type }) => ({ name, type, state: 'waiting' })) };
}

function begin(phase: Phase, name: string, type: string, at: string): void {
  const waiting = phase.steps.find(step => step.name === name && step.state === 'waiting');
  if (waiting) Object.assign(waiting, { state: 'running', startedAt: at });
  else phase.steps.push({ name, type, state: 'running', startedAt: at });
}

function finish(step: Step | undefined, event: RunEvent): void {
  if (!step) return;
  const data = record(event.data) as Ended;
  step.endedAt = event.at;
  step.state = data.succeeded === false || data.toleranceMet === false ? 'failed' : 'done';
  step.trouble = data.error ?? (data.toleranceMet === false ? data.tolerance ?? 'outside its tolerance' : undefined);
}

function over(phase: Phase): boolean {
  return phase.steps.every(step => step.state !== 'waiting');
}

function failing(phase: Phase): boolean {
  return phase.steps.some(step => step.state === 'failed');
}

function activities(value: unknown): Activity[] {
  if (!Array.isArray(value)) return [];
  return value.map(record).flatMap(one => typeof one['name'] === 'string' ? [{ name: one['name'], type: String(one['type'] ?? '') }] : []);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
}
