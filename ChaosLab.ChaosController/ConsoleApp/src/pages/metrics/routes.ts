import type { Route } from '../../shell/page';

export const metricRoutes: readonly Route[] = [
  { pattern: '/metrics', load: async () => (await import('./metrics')).page, nav: { label: 'Metrics', icon: 'metric', key: 'm' } },
];
