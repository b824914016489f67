import { experimentRoutes } from '../pages/experiments/routes';
import { faultRoutes } from '../pages/faults/routes';
import { logRoutes } from '../pages/logs/routes';
import { metricRoutes } from '../pages/metrics/routes';
import { overviewRoutes } from '../pages/overview/routes';
import { resourceRoutes } from '../pages/resources/routes';
import { runRoutes } from '../pages/runs/routes';
import { signedOutRoutes } from '../pages/signed-out/routes';
import { traceRoutes } from '../pages/traces/routes';
import type { Route } from './page';

/** Every page, in the order of the navigation. */
export const routes: readonly Route[] = [
  ...overviewRoutes, ...faultRoutes, ...experimentRoutes, ...runRoutes, ...resourceRoutes, ...traceRoutes, ...metricRoutes, ...logRoutes, ...signedOutRoutes,
];
