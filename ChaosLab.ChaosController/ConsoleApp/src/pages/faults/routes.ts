import type { Route } from '../../shell/page';

export const faultRoutes: readonly Route[] = [
  { pattern: '/faults', load: async () => (await import('./faults-page')).faultsPage, nav: { label: 'Faults', icon: 'fault', key: 'f' } },
  { pattern: '/faults/:id', load: async () => (await import('./fault-page')).faultPage },
];
