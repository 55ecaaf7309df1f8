import { afterEach, expect, it } from "vitest";
import { keepOwnFrames } from "../../../provider/resources/ownFrames";

type Prepare = (error: Error, frames: NodeJS.CallSite[]) => string;
const v8 = Error as { prepareStackTrace?: Prepare | undefined };
const original = v8.prepareStackTrace;
afterEach(() => {
  v8.prepareStackTrace = original;
});

/** Runs `body` that many calls deep, as the SDK takes its traces. */
const deep = (calls: number, body: () => string): string => (calls === 0 ? body() : deep(calls - 1, body));

function withOwnFrames(body: () => string): string[] {
  const restore = keepOwnFrames();
  try {
    return body().split("\n").slice(1);
  } finally {
    restore();
  }
}

/** As a source map's support does it, which is costly for each frame. */
function countFrames(): { mapped: number } {
  const seen = { mapped: 0 };
  v8.prepareStackTrace = (error, frames) => {
    seen.mapped += frames.length;
    return [String(error), ...frames.map((frame) => `    at ${frame.getFileName()}`)].join("\n");
  };
  return seen;
}

it("shows the program's frames after those the SDK skips, and none of Node or packages", () => {
  const lines = withOwnFrames(() => deep(5, () => new Error().stack!));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines.slice(5)) expect(line).toContain("ownFrames.test.ts");
});

it("has only the program's frames mapped to their sources", () => {
  const seen = countFrames();
  const lines = withOwnFrames(() => deep(5, () => new Error().stack!));
  expect(seen.mapped).toBe(lines.length - 5);
});

it("leaves the first frames of a true error as they are", () => {
  countFrames();
  const lines = withOwnFrames(() => deep(5, () => new Error("wrong input").stack!));
  for (const line of lines) expect(line).toContain("ownFrames.test.ts");
});

it("puts things back", () => {
  const seen = countFrames();
  const mine = v8.prepareStackTrace;
  withOwnFrames(() => "");
  expect(v8.prepareStackTrace).toBe(mine);
  expect(new Error().stack).toContain("node_modules");
  expect(seen.mapped).toBeGreaterThan(0);
});
