/** Spans of time to look back over; `all` is everything that the store holds. */
export const ranges: readonly { value: string; label: string; seconds?: number }[] = [
  { value: '1m', label: '1 min', seconds: 60 },
  { value: '5m', label: '5 min', seconds: 300 },
  { value: '15m', label: '15 min', seconds: 900 },
  { value: '1h', label: '1 hour', seconds: 3600 },
  { value: 'all', label: 'all' },
];

/** The time that a page's address asks for: `from` and `to` win over `range`. */
export function timeOf(query: URLSearchParams, usual: string): { from?: string; to?: string } {
  const from = query.get('from') ?? undefined;
  const to = query.get('to') ?? undefined;
  if (from !== undefined || to !== undefined) return { from, to };
  const seconds = ranges.find(range => range.value === (query.get('range') ?? usual))?.seconds;
  return seconds === undefined ? {} : { from: new Date(Date.now() - seconds * 1000).toISOString() };
}

/** Whether the address asks for fixed times, which no longer move on. */
export function isFixed(query: URLSearchParams): boolean {
  return query.has('from') || query.has('to');
}
