// What random input has found, one by one.
import { describe, expect, test } from "vitest";
import { anyOf, mayHold } from "../../provider/functions/selection/globs";
import { locationProblem } from "../../provider/inputs/fields";
import { getFilesArgs } from "../../provider/inputs/lookups";
import { validate } from "../../provider/inputs/validate";
import { isExportLine, parseExport } from "../../provider/model/export";
import { isImportLine, parseImport } from "../../provider/model/import";
import { LineError } from "../../provider/model/line";
import { parseResult, resultLine } from "../../provider/model/result";
import { getFile } from "../../provider/platform/api/files";
import { PlatformError } from "../../provider/platform/errors/errors";
import { objectUri } from "../../provider/platform/api/volumes";
import { escapedPath } from "../../provider/platform/http/path";
import { exchange } from "../../provider/platform/http/http";
import { reportOf } from "../../provider/report/report";
import { parseState } from "../../provider/report/state";
import { callOf } from "../../provider/runtime/engine/hiddenInputs";
import { configure, pollInterval } from "../../provider/runtime/account/session";
import { cannedClient, cannedFetch } from "../support/cannedClient";
import { resource, single, stateOf } from "../support/sampleState";
import { SAMPLES } from "../unit/runtime/inputSamples";

const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";
const HALF = "a\udc00.bam";

describe("half of a character", () => {
  test("is refused in a location, and becomes a replacement character in an address", () => {
    expect(locationProblem(HALF)).toMatch(/half of a character/);
    expect(escapedPath(HALF)).toBe("a%EF%BF%BD.bam");
    expect(objectUri({ type: "azure", storage_account: "a", container: "c" }, HALF)).toMatch(/%EF%BF%BD/);
  });
});

describe("inputs", () => {
  test.each([
    ["a type of storage called constructor", { type: "constructor", endpoint: "x" }],
    ["a type of storage that is an object", { type: { toString: 7 }, endpoint: "x" }],
    ["an account that is an object", { type: "azure", storageAccount: { toString: 7 }, endpoint: "x" }],
  ])("with %s are refused like others", (_name, service) => {
    const { program, type } = SAMPLES["Volume"]!;
    expect(type.check({ ...program, service }, {}, { urn: "urn", timeout: 1 }).failures).not.toEqual([]);
  });

  test("with a length that isn't a number are refused like others", () => {
    const [failure] = validate(getFilesArgs, { project: "lab/run7", tags: { length: { toString: 7 } } });
    expect(failure?.reason).toMatch(/has an object where a list, a text or a number belongs/);
  });

  test("that exclude everything below the top level don't end in an error", () => {
    expect(mayHold(undefined, ["/**"])("a")).toBe(true);
    expect(mayHold(undefined, ["a/**"])("a")).toBe(false);
    expect(anyOf(["**"])("a/b")).toBe(true);
  });
});

describe("durations", () => {
  test("that are negative don't end an operation before it begins", () => {
    const day = 24 * 3_600_000;
    expect(callOf({ __timeouts: { create: "-1h" } }, "create").timeout).toBe(day);
    expect(callOf({ __timeouts: { create: "2h" } }, "create").timeout).toBe(day / 12);
  });

  test("that never end aren't an interval between polls", () => {
    configure({ get: () => "9".repeat(400) });
    expect(pollInterval).toThrow(/is not a duration/);
  });
});

describe("lines of a bulk resource in a state that somebody has edited", () => {
  test.each([
    `${FILE} -> lab/archive/a.bam\t{"overwrite":`,
    `${FILE} -> lab/archive/a.bam\t{"source":7}`,
    `${FILE} -> lab/archive/a.bam\t{"properties":null}`,
    `${FILE} -> nowhere`,
  ])("aren't taken for lines: %s", (line) => {
    expect(isExportLine(line)).toBe(false);
    expect(() => parseExport(line)).toThrow(LineError);
  });

  test("aren't taken for lines of imports either, or for results", () => {
    expect(isImportLine('lab/a/b -> lab/p/c\t{"overwrite":1}')).toBe(false);
    expect(() => parseImport("nowhere")).toThrow(LineError);
    expect(() => parseResult(`${FILE} -> lab/a/b\t\tj\tFAILED\t\t\t{"code"`)).toThrow(LineError);
    expect(parseResult(`${FILE} -> lab/a/b\t\tj\tFAILED\t\tlarge`).result.size).toBeUndefined();
  });

  test("keep their fields apart, whatever the platform calls a job", () => {
    const item = `${FILE} -> lab/archive/a.bam`;
    const { result } = parseResult(resultLine(item, { job: "a\tb", state: "COMPLETED" }));
    expect(result).toMatchObject({ job: "a b", state: "COMPLETED" });
  });
});

describe("states", () => {
  test("with members of another kind become a report all the same", () => {
    const service = { type: "s3", bucket: 7, prefix: -1 };
    const volume = resource("Volume", "v", { service }, { id: "lab/archive" });
    const failed = single("a", { state: "FAILED", error: { code: {}, message: false } });
    expect(reportOf(parseState(stateOf([volume, failed]), "state")).rows).toMatchObject([
      { error: "the platform gave no reason." },
    ]);
  });
});

test("a response that isn't JSON is quoted without characters that mislead", async () => {
  const request = { method: "GET" as const, url: new URL("https://x.example/v2"), headers: {}, call: "GET" };
  await expect(exchange(request, cannedFetch([{ body: "\u202e<html>" }]).fetch)).rejects.toThrow('" <html>"');
});

test("a response whose id is an object with a length of its own is unexpected, not an error of the language", async () => {
  const body = { id: { length: { toString: 7 } } };
  await expect(getFile(cannedClient([body], { withinMs: 0 }).client, FILE)).rejects.toThrow(PlatformError);
});
