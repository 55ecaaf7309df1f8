/** A path with all but its slashes escaped. */
export const escapedPath = (text: string): string => text.split("/").map(encodeURIComponent).join("/");

/**
 * One segment of a call's path. A volume's id "owner/name" is two of them. Dots alone lead to the level above, however
 * they are escaped (the URL standard), so that to remove a member ".." would be to delete its volume.
 */
export function segment(text: string): string {
  if (text.split("/").some((part) => /^\.{0,2}$/.test(part)))
    throw new TypeError(`"${text}" can't be a part of an address`);
  return escapedPath(text);
}
