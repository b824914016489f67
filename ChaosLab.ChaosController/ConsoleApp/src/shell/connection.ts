import { attribute, h, replace } from '../dom';
import type { Connection, LiveStore } from '../live/live-store';
import { clock, duration } from '../ui/format';
import { icon } from '../ui/icon';
import { toast } from './toasts';

const staleAfter = 2_000;

/** Whether what is shown is live; marks the whole page as stale when it is older than two seconds without a connection. */
export function connectionState(live: LiveStore): HTMLElement {
  const element = h('div', { class: 'connection', role: 'status' });
  const frame = document.documentElement;
  let lostAt: number | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  live.onConnection(connection => {
    clearInterval(timer);
    if (connection.state === 'live') {
      if (lostAt !== undefined && Date.now() - lostAt > staleAfter) toast(`Connected again after ${duration(Date.now() - lostAt)}.`);
      lostAt = undefined;
      attribute(frame, 'data-stale', null);
    } else {
      lostAt ??= connection.since;
      timer = setInterval(() => mark(), 500);
    }
    show(connection);
  });

  function mark(): void {
    const old = lostAt !== undefined && Date.now() - lostAt > staleAfter && live.state !== undefined;
    if (!old || frame.hasAttribute('data-stale')) return;
    attribute(frame, 'data-stale', '');
    show(live.connection);
  }

  function show(connection: Connection): void {
    const stale = frame.hasAttribute('data-stale');
    element.className = `connection ${connection.state}`;
    if (connection.state === 'live') replace(element, h('span', { class: 'pulse', 'aria-hidden': 'true' }), 'Live');
    else if (connection.state === 'connecting') replace(element, icon('wait'), 'Connecting …');
    else replace(element, icon('warn'), `Reconnecting since ${clock(connection.since)}${stale ? ' · what is shown is old' : ''}`);
  }

  return element;
}
