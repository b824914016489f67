import type uPlot from 'uplot';
import type { ChartWindow } from './chart';
import { placeNames } from './window-names';

/** The value of a colour of tokens.css in the theme that is shown. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || '#888888';
}

/** A time axis in local time and a value axis. */
export function axes(format: (value: number) => string): uPlot.Axis[] {
  const font = `11px ${getComputedStyle(document.documentElement).fontFamily}`;
  const common = { font, stroke: colour('muted'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false } };
  return [
    { ...common, size: 24, space: 70, values: (_, splits) => times(splits) },
    { ...common, size: 56, space: 34, values: (_, splits) => splits.map(value => format(value)) },
  ];
}

/** Shades windows behind the lines. */
export function shade(plot: uPlot, windows: readonly ChartWindow[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const { left, right } of inside(plot, windows)) {
    ctx.fillStyle = colour('fault-shade');
    ctx.fillRect(left, bbox.top, Math.max(right - left, devicePixelRatio), bbox.height);
    ctx.fillStyle = colour('fault');
    ctx.fillRect(left, bbox.top, Math.max(devicePixelRatio, 1), bbox.height);
  }
  ctx.restore();
}

/** Writes the names of windows at their tops, over the lines; names that would overlap go a line down. */
export function name(plot: uPlot, windows: readonly ChartWindow[]): void {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.font = `600 ${10.5 * scale}px ${getComputedStyle(document.documentElement).fontFamily}`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3 * scale;
  ctx.strokeStyle = colour('surface');
  ctx.fillStyle = colour('fault');
  const spans = inside(plot, windows).map(({ window, left, right }) => ({ left: left + 4 * scale, right, label: window.label, kind: window.kind ?? window.label }));
  const names = placeNames(spans, {
    left: bbox.left + 2 * scale, right: bbox.left + bbox.width - 2 * scale, gap: 8 * scale, lines: 3, measure: text => ctx.measureText(text).width,
  });
  for (const { text, start, line } of names) {
    const top = bbox.top + (2 + line * 13) * scale;
    ctx.strokeText(text, start, top);
    ctx.fillText(text, start, top);
  }
  ctx.restore();
}

function inside(plot: uPlot, windows: readonly ChartWindow[]): { window: ChartWindow; left: number; right: number }[] {
  const { bbox } = plot;
  const edge = bbox.left + bbox.width;
  return windows
    .map(window => ({
      window,
      left: Math.max(plot.valToPos(window.from, 'x', true), bbox.left),
      right: window.to === undefined ? edge : Math.min(plot.valToPos(window.to, 'x', true), edge),
    }))
    .filter(({ left, right }) => right >= bbox.left && left <= edge && right >= left);
}

function times(splits: readonly number[]): string[] {
  const step = splits.length > 1 ? splits[1]! - splits[0]! : 60;
  const options: Intl.DateTimeFormatOptions = step < 60
    ? { hour: '2-digit', minute: '2-digit', second: '2-digit' }
    : { hour: '2-digit', minute: '2-digit' };
  return splits.map(split => new Date(split * 1_000).toLocaleTimeString('en-GB', options));
}
