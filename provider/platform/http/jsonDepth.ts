/** The deepest that text may be nested: the API's own responses have fewer than 10 levels. */
export const MOST_LEVELS = 100;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\[]{}'].map((c) =>
  c.charCodeAt(0),
);

/**
 * Whether a JSON text has more levels of lists and objects. `JSON.parse` accepts any number of them, but everything that
 * walks through the value afterwards overflows the stack at some thousands.
 */
export function isDeeper(json: string, most = MOST_LEVELS): boolean {
  let level = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = endOfString(json, at);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) level++;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) level--;
    if (level > most) return true;
  }
  return false;
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  for (; at < json.length && json.charCodeAt(at) !== QUOTE; at++) if (json.charCodeAt(at) === BACKSLASH) at++;
  return at;
}
