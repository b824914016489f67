import type { Route } from '../../shell/page';

export const traceRoutes: readonly Route[] = [
  { pattern: '/traces', load: async () => (await import('./list')).page, nav: { label: 'Traces', icon: 'trace', key: 't' } },
  { pattern: '/traces/:id', load: async () => (await import('./detail')).page },
];
