const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls now and every second, together with all others, until the signal aborts; a hidden tab rests. */
export function everySecond(act: () => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  listeners.add(act);
  signal.addEventListener('abort', () => {
    listeners.delete(act);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }, { once: true });
  timer ??= setInterval(() => {
    if (!document.hidden) for (const listener of [...listeners]) listener();
  }, 1_000);
  act();
}
