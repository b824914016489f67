import type { LiveSnapshot, LiveUpdate } from '../api/live';
import type { TrafficSecond } from '../api/types';

/** How many seconds of traffic are kept. */
export const trafficSeconds = 300;

/** The state after an update: each part of it replaces the old one whole, the traffic is merged by second. */
export function merge(state: LiveSnapshot, update: LiveUpdate): LiveSnapshot {
  const next = { ...state, ...update };
  if (update.traffic) next.traffic = mergeTraffic(state.traffic, update.traffic);
  return next;
}

/** Takes new and revised seconds in, in order, and lets go of those too old to be shown. */
export function mergeTraffic(known: readonly TrafficSecond[], news: readonly TrafficSecond[]): TrafficSecond[] {
  const bySecond = new Map(known.map(second => [second.second, second]));
  for (const second of news) bySecond.set(second.second, second);
  const merged = [...bySecond.values()].sort((a, b) => a.second - b.second);
  const newest = merged.at(-1)?.second ?? 0;
  return merged.filter(second => second.second > newest - trafficSeconds);
}
