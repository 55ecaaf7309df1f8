const QUIET_MS = 1_000;
const BETWEEN_MS = 2_000;

/** Reports on standard error how many have arrived, if it takes longer than a second. */
export async function* progressOf<T>(
  items: AsyncIterable<T>,
  what: string,
  now: () => number = Date.now,
  say: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
): AsyncGenerator<T> {
  let next = now() + QUIET_MS;
  let [count, hasSpoken] = [0, false];
  for await (const item of items) {
    count++;
    if (now() >= next) {
      say(`${count} ${what} so far …`);
      next = now() + BETWEEN_MS;
      hasSpoken = true;
    }
    yield item;
  }
  if (hasSpoken) say(`${count} ${what}`);
}
