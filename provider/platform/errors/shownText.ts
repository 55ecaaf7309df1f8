/** This many characters without a space, dot or slash aren't a word, but probably a misplaced token. */
const LIKE_A_TOKEN = /[\w+=~-]{20,}/g;

/** A setting's value in quotes, for error messages; without anything that may be a secret. */
export const shownText = (text: string): string => `"${text.replace(LIKE_A_TOKEN, "…")}"`;

/** Control characters other than line breaks and tabs, marks that change the writing direction, and invisible characters. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text for a terminal or log: names of files and the like may contain escape codes, or marks meant to mislead. */
export const printable = (text: string): string => text.replace(UNSEEN, "\ufffd");
