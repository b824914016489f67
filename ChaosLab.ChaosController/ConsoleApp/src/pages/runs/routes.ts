import type { Route } from '../../shell/page';

export const runRoutes: readonly Route[] = [
  { pattern: '/runs', load: async () => (await import('./list')).page, nav: { label: 'Runs', icon: 'run', key: 'u' } },
  { pattern: '/runs/compare', load: async () => (await import('./compare')).page },
  { pattern: '/runs/:id', load: async () => (await import('./detail')).page },
];
