/** Where an experiment is shown. */
export function experimentPath(file: string): string {
  return `/experiments/${encodeURIComponent(file)}`;
}
