/** What one check has come to: `undefined` where it couldn't be made. */
export interface Check {
  name: string;
  ok: boolean | undefined;
  /** What was found. Never holds a token. */
  found: string;
  /** What to do; of a check that failed. */
  todo?: string;
}

export const passed = (name: string, found: string): Check => ({ name, ok: true, found });
export const failed = (name: string, found: string, todo: string): Check => ({
  name,
  ok: false,
  found,
  todo,
});
/** `why` it couldn't be made. */
export const skipped = (name: string, why: string): Check => ({ name, ok: undefined, found: why });

const signOf = ({ ok }: Check): string => (ok === undefined ? "–" : ok ? "✓" : "✗");

/** "✗ Token: … → what to do", one line per check. */
export const lineOf = (check: Check): string =>
  `${signOf(check)} ${check.name}: ${check.found}${check.todo === undefined ? "" : ` → ${check.todo}`}`;
