import type { DependencyHealth, FaultState, LiveResource, Verdict } from '../api/types';
import type { Tone } from './badge';

/** A state in a word, with its colour and picture. */
export interface Word { tone: Tone; text: string; icon: string }

/** How a resource stands: its health while it runs, else its state. */
export function resourceWord(resource: LiveResource): Word {
  const state = resource.state ?? 'Unknown';
  if (state === 'Running') {
    switch (resource.health) {
      case 'Healthy': return { tone: 'ok', text: 'Healthy', icon: 'ok' };
      case 'Degraded': return { tone: 'warn', text: 'Degraded', icon: 'warn' };
      case 'Unhealthy': return { tone: 'bad', text: 'Unhealthy', icon: 'bad' };
      default: return { tone: 'info', text: 'Running', icon: 'play' };
    }
  }
  if (state === 'NotStarted') return { tone: 'neutral', text: 'Not started', icon: 'idle' };
  if (state === 'Starting' || state === 'Waiting' || state === 'Stopping') return { tone: 'info', text: state, icon: 'wait' };
  if (resource.stopped) return { tone: 'neutral', text: 'Stopped', icon: 'stop' };
  if (state === 'Finished' || state === 'Exited') return resource.exitCode ? { tone: 'bad', text: `Exited, code ${resource.exitCode}`, icon: 'bad' } : { tone: 'neutral', text: 'Finished', icon: 'stop' };
  if (state === 'FailedToStart' || state === 'RuntimeUnhealthy') return { tone: 'bad', text: 'Failed to start', icon: 'bad' };
  return { tone: 'neutral', text: state, icon: 'unknown' };
}

/** How a circuit breaker stands. */
export function circuitWord(health: DependencyHealth): Word {
  if (health.circuit === 'open') return { tone: 'bad', text: 'breaker open', icon: 'bad' };
  if (health.circuit === 'half-open') return { tone: 'warn', text: 'breaker half-open', icon: 'warn' };
  if (!health.available) return { tone: 'bad', text: 'unavailable', icon: 'bad' };
  return { tone: 'ok', text: 'available', icon: 'ok' };
}

const faultWords: Readonly<Record<FaultState, Word>> = {
  requested: { tone: 'info', text: 'Requested', icon: 'wait' },
  active: { tone: 'fault', text: 'Active', icon: 'fault' },
  lifted: { tone: 'info', text: 'Lifted, recovering', icon: 'wait' },
  recovered: { tone: 'ok', text: 'Recovered', icon: 'ok' },
  notRecovered: { tone: 'bad', text: 'Not recovered', icon: 'bad' },
  noEffect: { tone: 'warn', text: 'No effect seen', icon: 'warn' },
  failed: { tone: 'bad', text: 'Failed', icon: 'bad' },
  stuck: { tone: 'bad', text: 'Stuck', icon: 'warn' },
};

/** How a fault stands. */
export function faultWord(state: FaultState): Word {
  return faultWords[state] ?? { tone: 'neutral', text: state, icon: 'unknown' };
}

const verdictWords: Readonly<Record<string, Word>> = {
  pass: { tone: 'ok', text: 'Pass', icon: 'ok' },
  fail: { tone: 'bad', text: 'Fail', icon: 'bad' },
  inconclusive: { tone: 'warn', text: 'Inconclusive', icon: 'unknown' },
  aborted: { tone: 'warn', text: 'Aborted', icon: 'stop' },
  error: { tone: 'bad', text: 'Error', icon: 'warn' },
  interrupted: { tone: 'warn', text: 'Interrupted', icon: 'pause' },
  broken: { tone: 'bad', text: 'Broken', icon: 'warn' },
};

/** How a run ended. */
export function verdictWord(verdict: Verdict | string): Word {
  return verdictWords[verdict] ?? { tone: 'neutral', text: verdict, icon: 'unknown' };
}
