import { printable } from "../../platform/errors/shownText";

/** The result of one check; `ok` is undefined if it couldn't be made. */
export interface Check {
  name: string;
  ok: boolean | undefined;
  /** What was found. Never contains a token. */
  found: string;
  /** What to do, if the check failed. */
  todo?: string;
}

export const passed = (name: string, found: string): Check => ({ name, ok: true, found });
export const failed = (name: string, found: string, todo: string): Check => ({
  name,
  ok: false,
  found,
  todo,
});
/** `why`: the reason why it couldn't be made. */
export const skipped = (name: string, why: string): Check => ({ name, ok: undefined, found: why });

const signOf = ({ ok }: Check): string => (ok === undefined ? "–" : ok ? "✓" : "✗");

/** "✗ Token: … → what to do", one line per check. */
export const lineOf = (check: Check): string =>
  printable(
    `${signOf(check)} ${check.name}: ${check.found}${check.todo === undefined ? "" : ` → ${check.todo}`}`,
  );
