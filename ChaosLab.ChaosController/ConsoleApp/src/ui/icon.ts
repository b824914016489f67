import { s } from '../dom';

// 16 x 16 outlines.
const paths: Readonly<Record<string, string>> = {
  ok: 'M3 8.5l3.2 3.2L13 5',
  warn: 'M8 2.5l6 11H2l6-11zM8 6.5v3M8 11.6v.1',
  bad: 'M4 4l8 8M12 4l-8 8',
  idle: 'M3.5 8h9',
  unknown: 'M6 6a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1.1M8 11.6v.1',
  wait: 'M8 4v4l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  fault: 'M9 1.5L3.5 9H8l-1 5.5L12.5 7H8l1-5.5z',
  halt: 'M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3L5.3 2zM5.5 8h5',
  play: 'M5 3.5v9l7-4.5-7-4.5z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  stop: 'M4.5 4.5h7v7h-7z',
  close: 'M4 4l8 8M12 4l-8 8',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  search: 'M11 11l3 3M12.5 7.2a5.2 5.2 0 1 1-10.4 0 5.2 5.2 0 0 1 10.4 0z',
  help: 'M6.2 6.2a1.9 1.9 0 1 1 2.5 1.8c-.5.2-.7.5-.7 1M8 11.2v.1M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  sun: 'M11 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
  moon: 'M13.5 9.5A6 6 0 1 1 6.5 2.5a4.8 4.8 0 0 0 7 7z',
  screen: 'M2 3h12v8H2zM6 14h4M8 11v3',
  map: 'M3 3h4v4H3zM9.5 9.5h4v4h-4zM7 5h3.5a1.5 1.5 0 0 1 1.5 1.5V9.5',
  experiment: 'M6 2h4M6.8 2v4.2L3 12.4A1 1 0 0 0 3.9 14h8.2a1 1 0 0 0 .9-1.6L9.2 6.2V2M5 10h6',
  run: 'M2 13.5h12M4 11V7M8 11V3M12 11V5.5',
  resource: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.1M5 11h.1',
  trace: 'M2 3.5h7M4 7h8M6.5 10.5h5M5 14h3',
  metric: 'M2 12l3.5-5 3 3L14 3.5',
  log: 'M3 3.5h10M3 6.5h7M3 9.5h10M3 12.5h5',
  service: 'M2.5 4.5L8 1.8l5.5 2.7v7L8 14.2l-5.5-2.7v-7zM2.5 4.5L8 7.2l5.5-2.7M8 7.2v7',
  store: 'M13 4c0 1.1-2.2 2-5 2S3 5.1 3 4s2.2-2 5-2 5 .9 5 2zM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  gateway: 'M8 2v12M2.5 5h4M2.5 11h4M9.5 8h4M11.5 6l2 2-2 2',
  next: 'M6 3.5L10.5 8 6 12.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  lock: 'M3.5 7.5h9V14h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  leave: 'M6.5 2.5H3v11h3.5M10 5l3 3-3 3M13 8H6.5',
  copy: 'M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3',
  external: 'M6.5 3H3v10h10V9.5M9.5 2.5h4v4M13.5 2.5L7.5 8.5',
};

/** A small picture beside a word; hidden from screen readers, because the word says it. */
export function icon(name: string, className = ''): SVGElement {
  return s('svg', { class: `icon ${className}`.trim(), viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    s('path', { d: paths[name] ?? paths['unknown'] }));
}

/** The drawing of a picture, for use inside of another SVG. */
export function iconPath(name: string): string {
  return paths[name] ?? '';
}
