/**
 * Spreadsheets take a cell that starts like this for a formula, also in full-width characters (which they convert), and run it:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/**
 * A cell that no spreadsheet takes for a formula: with an apostrophe before it, which spreadsheets don't show. A text that
 * looks like a guarded one gets another apostrophe, so that `unguarded` restores every text exactly.
 */
export const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** The text of a cell that may have been guarded. */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
