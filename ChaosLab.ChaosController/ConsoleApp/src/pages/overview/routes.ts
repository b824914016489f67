import type { Route } from '../../shell/page';

export const overviewRoutes: readonly Route[] = [
  { pattern: '/', load: async () => (await import('./overview-page')).overviewPage, nav: { label: 'Overview', icon: 'map', key: 'o' } },
];
