import '../../styles/lists.css';
import '../../styles/runs.css';
import { aborted, ApiProblem, getJson } from '../../api/client';
import type { StoredRun } from '../../api/history-types';
import type { RunStatus } from '../../api/types';
import { h, replace } from '../../dom';
import type { Page } from '../../shell/page';
import { empty, failed, loading } from '../../ui/empty';
import { crumbs, pageHead } from '../../ui/page-head';
import { pause } from '../../ui/timing';
import { endedView } from './ended-view';
import { liveView } from './live-view';

const all = { text: 'Runs', href: '/runs' };

/** /runs/:id: live while the run goes on, its verdict with all evidence afterwards. */
export const page: Page = async context => {
  const { root, params, signal } = context;
  const id = params['id'] ?? '';
  const path = encodeURIComponent(id);
  context.title(`Run ${id}`);
  replace(root, crumbs(all), pageHead(id), loading());
  try {
    const known = await inHistory();
    if (known?.judgement) return endedView(context, known, crumbs(all));
    const status = await ofThisService();
    if (status?.running) await liveView(context, status, crumbs(all));
    if (!signal.aborted) endedView(context, status === undefined && known ? known : await stored(status !== undefined), crumbs(all));
  } catch (error) {
    if (aborted(error) || signal.aborted) return;
    replace(root, crumbs(all), pageHead(id), error instanceof ApiProblem && error.missing
      ? empty(`There is no run ${id}`, 'Its folder may have been removed.', h('a', { href: '/runs' }, 'All runs'))
      : failed(error, () => context.go(location.pathname + location.search)));
  }

  async function inHistory(): Promise<StoredRun | undefined> {
    try {
      return await getJson<StoredRun>(`/api/history/${path}`, signal);
    } catch (error) {
      if (error instanceof ApiProblem && error.missing) return undefined;
      throw error;
    }
  }

  /** The run when this service runs it or ran it. */
  async function ofThisService(): Promise<RunStatus | undefined> {
    try {
      return await getJson<RunStatus>(`/api/runs/${path}`, signal);
    } catch (error) {
      if (error instanceof ApiProblem && error.missing) return undefined;
      throw error;
    }
  }

  /** The record; of a run that has just ended it may take a moment to be written. */
  async function stored(soon: boolean): Promise<StoredRun> {
    for (let attempt = 0; ; attempt++) {
      try {
        const run = await getJson<StoredRun>(`/api/history/${path}`, signal);
        if (run.judgement || !soon || attempt >= 20) return run;
      } catch (error) {
        if (!(error instanceof ApiProblem && error.missing && soon && attempt < 20)) throw error;
      }
      await pause(500, signal);
    }
  }
};
