/** This many characters without a space, dot or slash aren't a word, but probably a misplaced token. */
const LIKE_A_TOKEN = /[\w+=~-]{20,}/g;

/** A setting's value in quotes, for error messages; without anything that may be a secret. */
export const shownText = (text: string): string => `"${text.replace(LIKE_A_TOKEN, "…")}"`;
