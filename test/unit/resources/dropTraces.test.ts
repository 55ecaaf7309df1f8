import { afterEach, expect, it } from "vitest";
import { dropTraces } from "../../../provider/resources/dropTraces";

type Prepare = (error: Error, frames: NodeJS.CallSite[]) => string;
const v8 = Error as { prepareStackTrace?: Prepare | undefined };
const original = v8.prepareStackTrace;
afterEach(() => {
  v8.prepareStackTrace = original;
});

function traceOf(message: string): string | undefined {
  const restore = dropTraces();
  const { stack } = new Error(message);
  restore();
  return stack;
}

it("discards a trace that is captured for its own sake, and maps no frame for it", () => {
  let mapped = 0;
  v8.prepareStackTrace = (_error, frames) => String((mapped += frames.length));
  expect(traceOf("")).toBe("Error");
  expect(mapped).toBe(0);
});

it.each([
  ["with the previous renderer", (error: Error) => `mapped ${error.message}`, "mapped wrong input"],
  ["as V8 does", undefined, "Error: wrong input\n    at traceOf"],
])("renders the trace of a real error %s", (_how, before, expected) => {
  v8.prepareStackTrace = before;
  expect(traceOf("wrong input")).toContain(expected);
});

it("restores the previous state", () => {
  const before = v8.prepareStackTrace;
  traceOf("");
  expect(v8.prepareStackTrace).toBe(before);
  expect(new Error().stack).toContain("dropTraces.test.ts");
});
