import type { Wire } from './wire';

/** The whole state that the pages show live; the first event of the stream. */
export type LiveSnapshot = Wire<'LiveSnapshot'>;

/** The parts that changed, each whole; of the traffic only the seconds that are new or revised. */
export type LiveUpdate = Partial<LiveSnapshot> & { at: string };

export type LivePart = Exclude<keyof LiveSnapshot, 'at'>;
