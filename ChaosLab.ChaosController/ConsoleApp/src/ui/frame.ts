/** A call that draws at most once a frame, however often it is called; a hidden tab does not draw. */
export function everyFrame(draw: () => void, signal: AbortSignal): () => void {
  let frame = 0;
  signal.addEventListener('abort', () => cancelAnimationFrame(frame), { once: true });
  return () => {
    if (signal.aborted) return;
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      draw();
    });
  };
}
