const known = ['web', 'payment', 'catalog', 'postgres', 'cache', 'analytics', 'gateway', 'chaos'];

/** Which of the eight series colours a service has; the same on every page. Instances share the colour of their service. */
export function toneOf(service: string): number {
  const name = service.replace(/-\d+$/, '');
  const index = known.indexOf(name);
  if (index >= 0) return index + 1;
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return (hash % 8) + 1;
}
