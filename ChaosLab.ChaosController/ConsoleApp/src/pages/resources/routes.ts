import type { Route } from '../../shell/page';

export const resourceRoutes: readonly Route[] = [
  { pattern: '/resources', load: async () => (await import('./resources-page')).resourcesPage, nav: { label: 'Resources', icon: 'resource', key: 's' } },
  { pattern: '/resources/:name', load: async () => (await import('./resource-page')).resourcePage },
];
