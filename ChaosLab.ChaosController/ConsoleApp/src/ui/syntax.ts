const languages = { json: /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g, yaml: /(#.*$)|^(\s*(?:- )*)([\w$./-]+|"[^"]*")(:)(?=\s|$)|("(?:[^"\\]|\\.)*"|'[^']*')|\b(true|false|null)\b|(?<=[\s[,])(-?\d+(?:\.\d+)?)(?=$|[\s,\]])/g };

export type Language = keyof typeof languages;
export type TokenKind = 'plain' | 'key' | 'text' | 'number' | 'word' | 'comment';

/** A piece of a line and what it is. */
export interface Token {
  text: string;
  kind: TokenKind;
}

export function languageOf(file: string): Language {
  return /\.ya?ml$/i.test(file) ? 'yaml' : 'json';
}

/** Splits one line into pieces to colour; joined, they are the line again. Good enough for reading, no parser. */
export function tokensOf(line: string, language: Language): Token[] {
  const tokens: Token[] = [];
  let reached = 0;
  const add = (text: string, kind: TokenKind): void => {
    if (text !== '') tokens.push({ text, kind });
  };
  for (const match of line.matchAll(languages[language])) {
    add(line.slice(reached, match.index), 'plain');
    reached = match.index + match[0].length;
    if (language === 'json') json(match, add);
    else yaml(match, add);
  }
  add(line.slice(reached), 'plain');
  return tokens;
}

function json(match: RegExpMatchArray, add: (text: string, kind: TokenKind) => void): void {
  const [all, text, colon, number] = match;
  if (text !== undefined) {
    add(text, colon === undefined ? 'text' : 'key');
    add(colon ?? '', 'plain');
  } else {
    add(all, number === undefined ? 'word' : 'number');
  }
}

function yaml(match: RegExpMatchArray, add: (text: string, kind: TokenKind) => void): void {
  const [all, comment, indent, key, colon, text, word] = match;
  if (comment !== undefined) return add(comment, 'comment');
  if (key !== undefined) {
    add(indent ?? '', 'plain');
    add(key, 'key');
    return add(colon ?? '', 'plain');
  }
  add(all, text !== undefined ? 'text' : word !== undefined ? 'word' : 'number');
}
