import type { Route } from '../../shell/page';

export const experimentRoutes: readonly Route[] = [
  { pattern: '/experiments', load: async () => (await import('./list')).page, nav: { label: 'Experiments', icon: 'experiment', key: 'e' } },
  { pattern: '/experiments/:file', load: async () => (await import('./detail')).page },
];
