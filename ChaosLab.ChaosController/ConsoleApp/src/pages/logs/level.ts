import type { LogLevel } from '../../api/telemetry-types';
import { h } from '../../dom';

const tones: Record<LogLevel, string> = { trace: 'neutral', debug: 'neutral', information: 'info', warning: 'warn', error: 'bad', critical: 'bad' };
const words: Record<LogLevel, string> = { trace: 'trace', debug: 'debug', information: 'info', warning: 'warn', error: 'error', critical: 'critical' };

/** A level as a short word; its colour only repeats it. */
export function logLevel(level: LogLevel): HTMLElement {
  return h('span', { class: `level ${tones[level] ?? 'neutral'}` }, words[level] ?? level);
}

/** The least severity of each level that can be asked for, as OTLP counts. */
export const leastSeverities: readonly { value: string; label: string }[] = [
  { value: '', label: 'any level' },
  { value: '9', label: 'from info' },
  { value: '13', label: 'from warn' },
  { value: '17', label: 'from error' },
  { value: '21', label: 'critical' },
];
