/** Of many requests only the newest counts: starting one ends the one before; all end with the page. */
export class Latest {
  private current: AbortController | undefined;

  constructor(private readonly page: AbortSignal) {}

  /** A signal for the next request. */
  next(): AbortSignal {
    this.current?.abort();
    this.current = new AbortController();
    return AbortSignal.any([this.current.signal, this.page]);
  }
}
