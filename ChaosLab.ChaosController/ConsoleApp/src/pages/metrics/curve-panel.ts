import { attribute, h, replace, text } from '../../dom';
import { chart } from '../../ui/chart';
import type { Chart, ChartWindow } from '../../ui/chart';
import { align } from './series-math';
import type { Curve } from './series-math';

const dashes: readonly (number[] | undefined)[] = [undefined, [6, 3], [2, 3], [8, 3, 2, 3]];

/** How many curves are drawn at first; the others can be switched on. */
const atFirst = 12;

export interface CurvePanel {
  element: HTMLElement;
  update(names: readonly string[], curves: readonly Curve[]): void;
  windows(windows: readonly ChartWindow[]): void;
  close(): void;
}

/** A chart with a table of its curves: last, least, mean and greatest value, and a switch for each. */
export function curvePanel(title: string, format: (value: number) => string, span: number | undefined, signal: AbortSignal): CurvePanel {
  const hidden = new Set<string>();
  const plot = h('div', { class: 'metric-plot' });
  const body = h('tbody');
  const grid = h('table', { class: 'table curve-table' },
    h('caption', { class: 'hidden-text' }, `${title}: the curves`),
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Series'), ['Last', 'Least', 'Mean', 'Most'].map(name => h('th', { scope: 'col', class: 'number' }, name)))), body);
  let names: readonly string[] = [];
  let curves: readonly Curve[] = [];
  let shaded: readonly ChartWindow[] = [];
  let drawn: Chart | undefined;
  let gone = new AbortController();

  function build(): void {
    gone.abort();
    gone = new AbortController();
    const shown = names.flatMap((name, index) => hidden.has(name) ? [] : [{ name, index }]);
    drawn = chart({
      title, format, span, sync: 'metrics', height: 190,
      series: shown.map(({ name, index }) => ({ label: name, colour: `series-${(index % 8) + 1}`, dash: dashes[Math.floor(index / 8) % 4] })),
    }, AbortSignal.any([gone.signal, signal]));
    drawn.windows(shaded);
    replace(plot, drawn.element);
    replace(body, names.map((name, index) => row(name, index)));
  }

  function row(name: string, index: number): HTMLElement {
    const swatch = h('span', { class: 'swatch' });
    swatch.style.background = `var(--series-${(index % 8) + 1})`;
    const press = h('button', { type: 'button', class: 'curve-name', 'aria-pressed': !hidden.has(name), title: 'Show or hide this curve', onclick: () => {
      if (!hidden.delete(name)) hidden.add(name);
      attribute(press, 'aria-pressed', !hidden.has(name));
      build();
      fill();
      body.querySelectorAll<HTMLElement>('.curve-name')[index]?.focus();
    } }, swatch, name);
    return h('tr', null, h('th', { scope: 'row' }, press), [0, 1, 2, 3].map(() => h('td', { class: 'number' }, '–')));
  }

  function fill(): void {
    const shown = curves.filter((_, index) => !hidden.has(names[index]!));
    const { at, values } = align(shown);
    drawn?.update(at, values);
    curves.forEach((curve, index) => {
      const cells = body.rows[index]?.cells;
      if (!cells) return;
      figures(curve).forEach((value, column) => text(cells[column + 1]!, value === undefined ? '–' : format(value)));
    });
  }

  return {
    element: h('div', { class: 'curve-panel' }, plot, h('div', { class: 'table-frame curve-frame' }, grid)),
    update(nextNames, nextCurves) {
      const same = nextNames.join('\n') === names.join('\n');
      curves = nextCurves;
      if (!same || !drawn) {
        for (const name of nextNames.slice(atFirst)) if (!names.includes(name)) hidden.add(name);
        names = nextNames;
        build();
      }
      fill();
    },
    windows(next) {
      shaded = next;
      drawn?.windows(next);
    },
    close: () => gone.abort(),
  };
}

function figures(curve: Curve): (number | undefined)[] {
  const values = curve.values.filter(value => value !== null);
  if (values.length === 0) return [undefined, undefined, undefined, undefined];
  return [values.at(-1), Math.min(...values), values.reduce((sum, value) => sum + value, 0) / values.length, Math.max(...values)];
}
