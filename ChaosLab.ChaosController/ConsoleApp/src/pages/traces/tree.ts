import type { SpanView } from '../../api/telemetry-types';

/** A row of the waterfall. */
export interface TreeRow {
  span: SpanView;
  /** How many spans lie below it, at any depth. */
  below: number;
  /** Its nearest row above that is its parent, or -1. */
  parent: number;
}

/** The rows of a trace in the order of its tree, with what lies below each. */
export function rowsOf(spans: readonly SpanView[]): TreeRow[] {
  const path: number[] = [];
  const rows = spans.map((span, index): TreeRow => {
    path.length = Math.min(path.length, span.depth);
    const parent = path[path.length - 1] ?? -1;
    path.push(index);
    return { span, below: 0, parent };
  });
  for (let i = rows.length - 1; i >= 0; i--) {
    const { parent, below } = rows[i]!;
    if (parent >= 0) rows[parent]!.below += below + 1;
  }
  return rows;
}

/** Which rows are seen when some are folded. */
export function visible(rows: readonly TreeRow[], folded: ReadonlySet<number>): number[] {
  const seen: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    seen.push(i);
    if (folded.has(i)) i += rows[i]!.below;
  }
  return seen;
}

/** Round marks for a ruler of a length in ms: about as many as asked. */
export function ticks(lengthMs: number, about: number): number[] {
  if (!(lengthMs > 0)) return [0];
  const raw = lengthMs / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= raw) ?? raw;
  const marks: number[] = [];
  for (let at = 0; at <= lengthMs * 1.0001; at += step) marks.push(at);
  return marks;
}

/** Time that is a span's own and not its children's, in ms: what an engineer looks for first. */
export function ownTime(rows: readonly TreeRow[], index: number): number {
  const { span, below } = rows[index]!;
  const end = span.offsetMs + span.durationMs;
  const parts: [number, number][] = [];
  for (let i = index + 1; i <= index + below; i++) {
    const row = rows[i]!;
    if (row.parent !== index) continue;
    const from = Math.max(row.span.offsetMs, span.offsetMs);
    const to = Math.min(row.span.offsetMs + row.span.durationMs, end);
    if (to > from) parts.push([from, to]);
  }
  parts.sort((a, b) => a[0] - b[0]);
  let covered = 0;
  let reached = span.offsetMs;
  for (const [from, to] of parts) {
    covered += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return Math.max(0, span.durationMs - covered);
}
