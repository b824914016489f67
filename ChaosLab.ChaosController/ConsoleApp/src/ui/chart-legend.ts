import type uPlot from 'uplot';
import { h, text } from '../dom';
import type { ChartOptions } from './chart';
import { clock } from './format';

/** The lines of a chart with the value under the cursor, else the newest. */
export function legend(options: ChartOptions): { element: HTMLElement; show(data: uPlot.AlignedData, index: number | null | undefined): void } {
  const values = options.series.map(() => h('span', { class: 'number legend-value' }));
  const time = h('span', { class: 'number muted' });
  const element = h('div', { class: 'legend', 'aria-hidden': 'true' }, time, options.series.map((line, index) => {
    const swatch = h('span', { class: 'swatch' });
    swatch.style.background = `var(--${line.colour})`;
    return h('span', { class: 'legend-line' }, swatch, line.label, values[index]);
  }));
  return {
    element,
    show(data, index) {
      const at = index === null || index === undefined ? undefined : data[0][index];
      text(time, at === undefined ? '' : clock(at * 1_000));
      for (const [line, element] of values.entries()) {
        const own: ArrayLike<number | null | undefined> = data[line + 1] ?? [];
        const value = at === undefined ? newest(own) : own[index!];
        text(element, typeof value === 'number' ? options.format(value) : '–');
      }
    },
  };
}

function newest(values: ArrayLike<number | null | undefined>): number | undefined {
  for (let index = values.length - 1; index >= 0; index--) {
    const value = values[index];
    if (typeof value === 'number') return value;
  }
  return undefined;
}
