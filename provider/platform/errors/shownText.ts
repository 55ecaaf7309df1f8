/** So many characters without a blank, dot or slash are no word: rather a token, which somebody put in the wrong place. */
const LIKE_A_TOKEN = /[\w+=~-]{20,}/g;

/** A setting's value in quotes, for an error's text; without what may be a secret. */
export const shownText = (text: string): string => `"${text.replace(LIKE_A_TOKEN, "…")}"`;
