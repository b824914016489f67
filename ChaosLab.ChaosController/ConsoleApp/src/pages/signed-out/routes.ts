import type { Route } from '../../shell/page';

export const signedOutRoutes: readonly Route[] = [
  { pattern: '/signed-out', load: async () => (await import('./page')).page },
];
