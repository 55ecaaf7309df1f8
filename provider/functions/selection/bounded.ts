import vm from "node:vm";

/** Thrown for globs that take too long to compare. */
export class GlobError extends Error {
  override readonly name = "GlobError";
}

/** How long one path may take; usual ones take microseconds. */
const MOST_MS = 1_000;
/** Steps that take less than about 10 ms, whatever the path. */
const FEW_STEPS = 1_000_000;

const WILDCARDS = /\*+|[{(]/g;
/** What isn't a certain character after an asterisk, so that it may end anywhere. */
const OPEN_END = /\*[?[{]/;
/** Repeated alternatives, which may even take exponential time. */
const REPEATED = /[+*?@!]\(/;

type Test = (path: string) => boolean;

/**
 * The same test, in bounded time. Globs become regular expressions, whose matching may take longer than anyone waits if many
 * asterisks meet a name that repeats a character: "*a*a*a*a*a*b". Only such cases are interrupted, since that costs 0.1 ms.
 */
export function bounded(test: Test, globs: readonly string[]): Test {
  const count = Math.max(0, ...globs.map((glob) => glob.match(WILDCARDS)?.length ?? 0));
  const isOpen = globs.some((glob) => OPEN_END.test(glob));
  if (globs.some((glob) => REPEATED.test(glob))) return (path) => interruptible(test, path, globs);
  return (path) =>
    stepsFor(path, count, isOpen) <= FEW_STEPS ? test(path) : interruptible(test, path, globs);
}

/** An asterisk may end wherever the character after it is found. */
const stepsFor = (path: string, count: number, isOpen: boolean): number =>
  (isOpen ? path.length : mostFrequent(path)) ** count;

function mostFrequent(path: string): number {
  const counts = new Map<string, number>();
  for (const character of path) counts.set(character, (counts.get(character) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

function interruptible(test: Test, path: string, globs: readonly string[]): boolean {
  const context = vm.createContext({ test, path });
  try {
    return vm.runInContext("test(path)", context, { timeout: MOST_MS }) as boolean;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw new GlobError(
      `comparing ${JSON.stringify(path)} with ${globs.map((glob) => JSON.stringify(glob)).join(", ")} takes more than ` +
        `${MOST_MS / 1000} s; write the globs with fewer asterisks and braces`,
    );
  }
}
