import { flatExport, lineOfExport } from "../../support/lines";
import { parseResult, resultLine } from "../../../provider/model/result";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const file = "65a1f0c2e4b0a1b2c3d4e5f6";
const item = { file, volume: "lab/archive", location: "run7/sample-00001.cram", overwrite: false };

// No control characters, as `check` requires of locations.
const printable = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/\p{Cc}/u.test(text));

describe("lines of a bulk resource", () => {
  it("can be parsed back into item and result, whatever the location contains", () => {
    const error = fc.record({ code: fc.integer(), message: fc.string() });
    fc.assert(
      fc.property(
        printable,
        fc.boolean(),
        fc.option(error, { nil: undefined }),
        (location, overwrite, err) => {
          const line = lineOfExport({ ...item, location, overwrite });
          const result = { job: "j1", state: "FAILED", startedOn: "s", finishedOn: "f", size: 7, error: err };
          const read = parseResult(resultLine(line, result));
          expect(flatExport(read.item)).toEqual({ ...item, location, overwrite });
          expect(read.result).toEqual(result);
        },
      ),
    );
  });

  it("from an earlier version, without startedOn, can still be parsed", () => {
    const line = `${lineOfExport(item)}\t\tj1\tCOMPLETED\t2026-01-12T09:31:40Z\t1000`;
    expect(parseResult(line).result).toEqual({
      job: "j1",
      state: "COMPLETED",
      startedOn: undefined,
      finishedOn: "2026-01-12T09:31:40Z",
      size: 1000,
      error: undefined,
    });
  });

  it("of 10 000 items result in a state below 5 MB", () => {
    const result = {
      job: "q7Zt0aJ4mVb2K9sXyRc1LdEw8PnHu3Gf",
      state: "COMPLETED",
      startedOn: "2026-01-12T09:30:02Z",
      finishedOn: "2026-01-12T09:31:40Z",
      size: 12_000_000_000,
    };
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      lineOfExport({ ...item, location: `run7/${i}.cram` }),
    );
    // Inputs contain the items, outputs the lines of their jobs; the engine indents each level by four spaces.
    const state = JSON.stringify(
      { items: lines, jobs: lines.map((line) => resultLine(line, result)) },
      null,
      24,
    );
    expect(state.length).toBeLessThan(5_000_000);
  });
});
