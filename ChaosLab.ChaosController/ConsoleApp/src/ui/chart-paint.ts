import type uPlot from 'uplot';
import type { ChartWindow } from './chart';

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

/** Shades windows behind the lines, with their names at the top; names that would overlap go a line down. */
export function shade(plot: uPlot, windows: readonly ChartWindow[]): void {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio;
  const lineHeight = 13 * scale;
  const ends: number[] = [];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${10.5 * scale}px ${getComputedStyle(document.documentElement).fontFamily}`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  for (const window of windows) {
    const now = plot.scales['x']?.max ?? Date.now() / 1_000;
    const left = Math.max(plot.valToPos(window.from, 'x', true), bbox.left);
    const right = Math.min(plot.valToPos(window.to ?? now, 'x', true), bbox.left + bbox.width);
    if (right < bbox.left || left > bbox.left + bbox.width) continue;
    ctx.fillStyle = colour('fault-shade');
    ctx.fillRect(left, bbox.top, Math.max(right - left, scale), bbox.height);
    ctx.fillStyle = colour('fault');
    ctx.fillRect(left, bbox.top, Math.max(scale, 1), bbox.height);
    const width = ctx.measureText(window.label).width;
    const start = Math.min(left + 4 * scale, bbox.left + bbox.width - width - 2 * scale);
    const free = ends.findIndex(end => end < start);
    const line = free < 0 ? ends.length : free;
    ends[line] = start + width + 8 * scale;
    if (line < 3) ctx.fillText(window.label, start, bbox.top + 2 * scale + line * lineHeight);
  }
  ctx.restore();
}

function times(splits: readonly number[]): string[] {
  const step = splits.length > 1 ? splits[1]! - splits[0]! : 60;
  const options: Intl.DateTimeFormatOptions = step < 60
    ? { hour: '2-digit', minute: '2-digit', second: '2-digit' }
    : { hour: '2-digit', minute: '2-digit' };
  return splits.map(split => new Date(split * 1_000).toLocaleTimeString('en-GB', options));
}
