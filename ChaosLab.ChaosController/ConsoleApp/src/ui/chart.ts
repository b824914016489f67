import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { h, text } from '../dom';
import { onTheme } from '../shell/theme';
import { axes, colour, name, shade } from './chart-paint';
import { legend } from './chart-legend';
import { summary } from './chart-summary';

/** One line of a chart. */
export interface ChartSeries {
  label: string;
  /** A colour of tokens.css without its dashes: `series-1`, `bad`. */
  colour: string;
  dash?: number[];
  fill?: boolean;
}

/** A stretch of time that is shaded and named, such as that of a fault. Seconds since 1970; without an end it goes on. Of one kind, several may share a name. */
export interface ChartWindow { from: number; to?: number; label: string; kind?: string }

export interface ChartOptions {
  /** What it shows, for its heading and for screen readers. */
  title: string;
  series: readonly ChartSeries[];
  /** Writes a value with its unit. */
  format: (value: number) => string;
  /** Charts with the same key show their cursors together. */
  sync?: string;
  /** In CSS pixels. */
  height?: number;
  /** Shows the last so many seconds, moving on; without it, the time of the data. */
  span?: number;
  /** The least height of the value axis. */
  floor?: number;
}

export interface Chart {
  element: HTMLElement;
  /** `at` in seconds since 1970, ascending; one list of values for each series, null where there is none. */
  update(at: readonly number[], values: readonly (readonly (number | null | undefined)[])[]): void;
  windows(windows: readonly ChartWindow[]): void;
}

/** A chart over time with a moving cursor, shaded windows, a legend with values, and a summary in words. */
export function chart(options: ChartOptions, signal: AbortSignal): Chart {
  const place = h('div', { class: 'chart-plot', 'aria-hidden': 'true' });
  place.style.minHeight = `${options.height ?? 150}px`;
  const words = h('figcaption', { class: 'hidden-text' }, `${options.title}: no data yet.`);
  const lines = legend(options);
  const element = h('figure', { class: 'chart' },
    h('div', { class: 'chart-head' }, h('h3', null, options.title), lines.element), place, words);
  let data: uPlot.AlignedData = [[], ...options.series.map(() => [])];
  let windows: readonly ChartWindow[] = [];
  let plot: uPlot | undefined;
  let frame = 0;
  let worded = 0;

  function build(): void {
    plot?.destroy();
    plot = new uPlot({
      width: Math.max(place.clientWidth, 120),
      height: options.height ?? 150,
      legend: { show: false },
      cursor: { y: false, points: { size: 6 }, ...(options.sync ? { sync: { key: options.sync } } : {}) },
      scales: { x: { time: true, range: (_, least, most) => span(least, most) }, y: { range: (_, least, most) => height(least, most) } },
      axes: axes(options.format),
      series: [{}, ...options.series.map(line => ({
        label: line.label, stroke: colour(line.colour), width: 1.5, points: { show: false }, spanGaps: false,
        ...(line.dash ? { dash: line.dash } : {}), ...(line.fill ? { fill: `${colour(line.colour)}22` } : {}),
      }))],
      hooks: { drawClear: [own => shade(own, windows)], draw: [own => name(own, windows)], setCursor: [own => lines.show(own.data, own.cursor.idx)] },
    }, data, place);
    lines.show(data, null);
  }

  function span(least: number | null, most: number | null): [number, number] {
    const now = Date.now() / 1_000;
    if (options.span) return [now - options.span, now];
    return least === null || most === null ? [now - 300, now] : least === most ? [least - 30, most + 30] : [least, most];
  }

  function height(least: number | null, most: number | null): [number, number] {
    return [Math.min(0, (least ?? 0) * 1.1), Math.max(options.floor ?? Number.MIN_VALUE, (most ?? 0) * 1.15) || 1];
  }

  function draw(): void {
    frame = 0;
    if (!plot || signal.aborted) return;
    plot.setData(data);
    lines.show(data, plot.cursor.idx);
    if (Date.now() - worded < 5_000) return;
    worded = Date.now();
    text(words, summary(options, data, windows));
  }

  function soon(): void {
    frame ||= requestAnimationFrame(draw);
  }

  const resized = new ResizeObserver(() => {
    if (!plot) { if (place.clientWidth > 0) build(); }
    else if (place.clientWidth !== plot.width) plot.setSize({ width: place.clientWidth, height: options.height ?? 150 });
  });
  resized.observe(place);
  onTheme(() => { if (plot) build(); }, signal);
  signal.addEventListener('abort', () => {
    resized.disconnect();
    cancelAnimationFrame(frame);
    plot?.destroy();
    plot = undefined;
  }, { once: true });

  return {
    element,
    update(at, values) {
      data = [at as number[], ...values as (number | null | undefined)[][]];
      soon();
    },
    windows(next) {
      windows = next;
      soon();
    },
  };
}
