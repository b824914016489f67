import type uPlot from 'uplot';
import type { ChartOptions, ChartWindow } from './chart';
import { clock } from './format';

/** What a chart shows, in words: newest, least and greatest value of each line, and the windows. */
export function summary(options: ChartOptions, data: uPlot.AlignedData, windows: readonly ChartWindow[]): string {
  const at = data[0];
  if (at.length === 0) return `${options.title}: no data yet.`;
  const lines = options.series.map((line, index) => {
    const values = (data[index + 1] ?? []).filter((value): value is number => typeof value === 'number');
    if (values.length === 0) return `${line.label}: none.`;
    const least = options.format(Math.min(...values));
    const most = options.format(Math.max(...values));
    return `${line.label}: now ${options.format(values.at(-1)!)}, between ${least} and ${most}.`;
  });
  const shaded = windows.map(window => `${window.label} from ${clock(window.from * 1_000)}${window.to ? ` to ${clock(window.to * 1_000)}` : ', still on'}.`);
  return [`${options.title}, ${clock(at[0]! * 1_000)} to ${clock(at.at(-1)! * 1_000)}.`, ...lines, ...shaded].join(' ');
}
