import type { Route } from './page';

/** The route of a path with what its pattern caught, or undefined. */
export function match(path: string, among: readonly Route[]): { route: Route; params: Record<string, string> } | undefined {
  const found = among
    .map(route => ({ route, params: caught(route.pattern, path) }))
    .filter((entry): entry is { route: Route; params: Record<string, string> } => entry.params !== undefined)
    .sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  return found[0];
}

function caught(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decode(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
