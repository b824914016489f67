import type { LivePart, LiveSnapshot, LiveUpdate } from '../api/live';
import { merge } from './merge';

/** Whether what is shown is the lab's present state. */
export interface Connection {
  state: 'connecting' | 'live' | 'reconnecting';
  /** When this state began, in milliseconds since 1970. */
  since: number;
  /** When the service was last heard, in milliseconds since 1970. */
  heardAt?: number;
}

type Listener = (state: LiveSnapshot) => void;

// The service pings at least every 5 s; a longer silence is a dead connection that TCP has not noticed.
const longestSilence = 8_000;
const shortestWait = 500;
const longestWait = 4_000;

/** The lab's state as the service streams it: one connection for all pages, which recovers by itself. */
export class LiveStore {
  /** The whole state, once the first event has come. */
  state: LiveSnapshot | undefined;
  connection: Connection = { state: 'connecting', since: Date.now() };

  private readonly listeners = new Map<LivePart, Set<Listener>>();
  private readonly connectionListeners = new Set<(connection: Connection) => void>();
  private source: EventSource | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private wait = shortestWait;

  constructor(private readonly url = '/api/live') {}

  /** Connects, and stays connected until the page is closed. */
  start(): void {
    this.connect();
    addEventListener('online', () => this.hurry());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.hurry(); });
  }

  /** Tells a part's value now, when it is known, and after each change, until the signal aborts. */
  subscribe<P extends LivePart>(part: P, changed: (value: LiveSnapshot[P], state: LiveSnapshot) => void, signal?: AbortSignal): void {
    const listener: Listener = state => changed(state[part], state);
    const all = this.listeners.get(part) ?? new Set();
    this.listeners.set(part, all.add(listener));
    signal?.addEventListener('abort', () => all.delete(listener), { once: true });
    if (this.state) listener(this.state);
  }

  /** Tells once for any change among several parts, until the signal aborts. */
  watch(parts: readonly LivePart[], changed: (state: LiveSnapshot) => void, signal?: AbortSignal): void {
    let last: LiveSnapshot | undefined;
    const once = (state: LiveSnapshot): void => {
      if (state === last) return;
      last = state;
      changed(state);
    };
    for (const part of parts) this.subscribe(part, (_, state) => once(state), signal);
  }

  /** Tells how the connection stands, now and after each change. */
  onConnection(changed: (connection: Connection) => void, signal?: AbortSignal): void {
    this.connectionListeners.add(changed);
    signal?.addEventListener('abort', () => this.connectionListeners.delete(changed), { once: true });
    changed(this.connection);
  }

  private connect(): void {
    clearTimeout(this.retry);
    this.source?.close();
    const source = this.source = new EventSource(this.url);
    source.addEventListener('snapshot', event => this.take(JSON.parse(event.data as string) as LiveSnapshot));
    source.addEventListener('update', event => this.update(JSON.parse(event.data as string) as LiveUpdate));
    source.addEventListener('ping', () => this.heard());
    source.addEventListener('error', () => this.lost());
    this.listen();
  }

  private take(snapshot: LiveSnapshot): void {
    this.state = snapshot;
    this.wait = shortestWait;
    this.heard();
    const told = new Set([...this.listeners.values()].flatMap(all => [...all]));
    for (const listener of told) listener(snapshot);
  }

  private update(update: LiveUpdate): void {
    if (!this.state) return;
    this.state = merge(this.state, update);
    this.heard();
    for (const part of Object.keys(update) as LivePart[]) {
      for (const listener of [...this.listeners.get(part) ?? []]) listener(this.state);
    }
  }

  private heard(): void {
    this.connection.heardAt = Date.now();
    this.listen();
    if (this.state) this.become('live');
  }

  private listen(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lost(), longestSilence);
  }

  private lost(): void {
    this.source?.close();
    clearTimeout(this.silence);
    this.become('reconnecting');
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.connect(), this.wait);
    this.wait = Math.min(this.wait * 2, longestWait);
  }

  private hurry(): void {
    if (this.connection.state !== 'reconnecting') return;
    this.wait = shortestWait;
    this.connect();
  }

  private become(state: Connection['state']): void {
    if (this.connection.state === state) return;
    this.connection = { ...this.connection, state, since: Date.now() };
    for (const listener of [...this.connectionListeners]) listener(this.connection);
  }
}
