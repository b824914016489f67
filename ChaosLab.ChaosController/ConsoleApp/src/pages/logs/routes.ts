import type { Route } from '../../shell/page';

export const logRoutes: readonly Route[] = [
  { pattern: '/logs', load: async () => (await import('./logs')).page, nav: { label: 'Logs', icon: 'log', key: 'l' } },
];
