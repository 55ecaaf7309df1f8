/** A path with everything except its slashes escaped. Halves of characters, which can't be, become replacement characters. */
export const escapedPath = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");

/**
 * One segment of a call's path; a volume's id "owner/name" is two of them. By the URL standard ".." leads to the level
 * above even if it is escaped, so removing a member ".." would delete its volume.
 */
export function segment(text: string): string {
  if (text.split("/").some((part) => /^\.{0,2}$/.test(part)))
    throw new TypeError(`"${text}" can't be part of an address`);
  return escapedPath(text);
}
