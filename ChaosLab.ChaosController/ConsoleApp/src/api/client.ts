/** Told by the document when the service says that the page is not signed in any more. */
export const signInNeeded = 'signinneeded';

/** What the service answered instead of doing it (RFC 9457). */
export class ApiProblem extends Error {
  constructor(readonly title: string, readonly detail: string, readonly status: number) {
    super(detail || title);
    this.name = 'ApiProblem';
  }

  /** Whether the service knows no such thing. */
  get missing(): boolean {
    return this.status === 404;
  }
}

/** Reads JSON; undefined for an answer without content. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await send('GET', path, undefined, signal));
}

/** Posts JSON and reads the answer; undefined for an answer without content. */
export async function post<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  return read<T>(await send('POST', path, body, signal));
}

/** Deletes, and reads the answer; undefined for an answer without content. */
export async function remove<T = undefined>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await send('DELETE', path, undefined, signal));
}

/** Reads JSON together with the answer's headers. */
export async function getWithHeaders<T>(path: string, signal?: AbortSignal): Promise<{ value: T; headers: Headers }> {
  const response = await send('GET', path, undefined, signal);
  return { value: await read<T>(response), headers: response.headers };
}

/** Reads text. */
export async function getText(path: string, signal?: AbortSignal): Promise<string> {
  return (await send('GET', path, undefined, signal)).text();
}

/** Reads a text line by line as it arrives, until it ends or the signal aborts. */
export async function streamLines(path: string, line: (text: string) => void, signal: AbortSignal): Promise<void> {
  const response = await send('GET', path, undefined, signal);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const parts = (rest + value).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) line(part.replace(/\r$/, ''));
  }
  if (rest) line(rest);
}

/** A sentence for people about whatever went wrong. */
export function sentence(error: unknown): string {
  if (error instanceof ApiProblem) return error.detail || error.title;
  if (error instanceof TypeError) return 'The chaos service does not answer. Is the lab running? See ./lab status.';
  return error instanceof Error ? error.message : String(error);
}

/** Whether the error is only that the page was left. */
export function aborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

async function send(method: string, path: string, body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  const init: RequestInit = { method, credentials: 'same-origin', headers: { Accept: 'application/json' } };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init);
  if (!response.ok) throw await problem(response);
  return response;
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 204 || response.headers.get('Content-Length') === '0') return undefined as T;
  return await response.json() as T;
}

async function problem(response: Response): Promise<ApiProblem> {
  if (response.status === 401) document.dispatchEvent(new Event(signInNeeded));
  const fallback = response.status === 401 ? 'This page is not signed in. Open it with ./lab console.' : `The service answered ${response.status}.`;
  try {
    const body = await response.json() as { title?: string; detail?: string };
    return new ApiProblem(body.title ?? 'It was refused', body.detail ?? fallback, response.status);
  } catch {
    return new ApiProblem('It was refused', fallback, response.status);
  }
}
