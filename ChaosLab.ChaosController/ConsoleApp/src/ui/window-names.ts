/** A shaded stretch of a chart, in pixels. */
export interface NamedSpan { left: number; right: number; label: string; kind: string }

/** A name, where it begins, and on which line below the top. */
export interface PlacedName { text: string; start: number; line: number }

export interface NameRoom {
  left: number;
  right: number;
  /** The width of a text. */
  measure: (text: string) => number;
  /** Between two names. */
  gap: number;
  lines: number;
}

interface Group { left: number; right: number; kind: string; labels: Set<string>; count: number }

/**
 * Places the names of stretches, which come in the order of their beginnings. Equal ones that overlap, or are too near for a name each, share
 * one, with their number; where there is no room for all names, those of one kind do. What then still has no room has no name.
 */
export function placeNames(spans: readonly NamedSpan[], room: NameRoom): PlacedName[] {
  const byLabel = place(group(spans, span => span.label, room), room);
  return byLabel.complete ? byLabel.names : place(group(spans, span => span.kind, room), room).names;
}

function group(spans: readonly NamedSpan[], key: (span: NamedSpan) => string, room: NameRoom): Group[] {
  const groups: Group[] = [];
  const last = new Map<string, Group>();
  for (const span of spans) {
    const known = last.get(key(span));
    if (known && span.left < Math.max(known.right, start(known, room) + room.measure(textOf(known)) + room.gap)) {
      known.right = Math.max(known.right, span.right);
      known.labels.add(span.label);
      known.count++;
      continue;
    }
    const own = { left: span.left, right: span.right, kind: span.kind, labels: new Set([span.label]), count: 1 };
    groups.push(own);
    last.set(key(span), own);
  }
  return groups;
}

function place(groups: readonly Group[], room: NameRoom): { names: PlacedName[]; complete: boolean } {
  const ends: number[] = [];
  const names: PlacedName[] = [];
  for (const own of groups) {
    const text = textOf(own);
    const from = start(own, room);
    const free = ends.findIndex(end => end <= from);
    const line = free < 0 ? ends.length : free;
    if (line >= room.lines) continue;
    ends[line] = from + room.measure(text) + room.gap;
    names.push({ text, start: from, line });
  }
  return { names, complete: names.length === groups.length };
}

function textOf({ labels, kind, count }: Group): string {
  const [only] = labels;
  const text = labels.size === 1 && only !== undefined ? only : kind;
  return count === 1 ? text : `${text} ×${count}`;
}

// Within the chart, also when the stretch begins at its end.
function start(own: Group, room: NameRoom): number {
  return Math.max(room.left, Math.min(own.left, room.right - room.measure(textOf(own))));
}
