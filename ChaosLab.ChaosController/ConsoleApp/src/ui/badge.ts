import { h } from '../dom';
import { icon } from './icon';

export type Tone = 'ok' | 'warn' | 'bad' | 'fault' | 'info' | 'neutral';

const usual: Readonly<Record<Tone, string | undefined>> = {
  ok: 'ok', warn: 'warn', bad: 'bad', fault: 'fault', info: undefined, neutral: undefined,
};

/** A word with a colour and a picture: the colour never says it alone. */
export function badge(tone: Tone, text: string, picture = usual[tone]): HTMLElement {
  return h('span', { class: `badge ${tone}` }, picture ? icon(picture) : null, text);
}
