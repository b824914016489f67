/** A short time, exact enough to compare spans: 0.04 ms, 4.6 ms, 31 ms, 1.24 s. */
export function milliseconds(ms: number): string {
  const size = Math.abs(ms);
  if (size === 0) return '0 ms';
  if (size < 0.995) return `${ms.toPrecision(size < 0.1 ? 1 : 2)} ms`;
  if (size < 9.95) return `${ms.toFixed(1).replace('.0', '')} ms`;
  if (size < 999.5) return `${Math.round(ms)} ms`;
  if (size < 60_000) return `${(ms / 1000).toFixed(size < 10_000 ? 2 : 1).replace(/\.0+$/, '')} s`;
  return `${(ms / 60_000).toFixed(1)} min`;
}
