import fc from "fast-check";
import { describe, expect } from "vitest";
import { GlobError } from "../../provider/functions/selection/bounded";
import { anyOf, mayHold } from "../../provider/functions/selection/globs";
import { matcher } from "../../provider/functions/selection/match";
import { getFilesArgs } from "../../provider/inputs/lookups";
import { toFileId } from "../../provider/inputs/fields";
import { toProjectId } from "../../provider/inputs/projectId";
import { complaints, validate } from "../../provider/inputs/validate";
import { fileSchema } from "../../provider/platform/api/files";
import { SAMPLES } from "../unit/runtime/inputSamples";
import { type Path, placesIn, withChange } from "../support/oddValues";
import { fuzz } from "./fuzz";
import { json, objectOf, odd, textOf } from "./inputs";

const GLOB = [
  "*",
  "**",
  "**/",
  "/",
  "?",
  "[a-z]",
  "[!a]",
  "[[:alpha:]]",
  "{a,b}",
  "{1..9}",
  "!(",
  "+(",
  "*(",
  "@(",
  ")",
  "|",
];
const glob = textOf(...GLOB, "a", "aa", "b", ".cram", ".", "\\", "^", "$").filter((text) => text !== "");
const path = fc
  .array(fc.oneof(odd, fc.constantFrom("a", "aaaaaaaaaa", "b", "aligned", "/", ".cram")), { maxLength: 20 })
  .map((parts) => parts.join(""));

describe("selections", () => {
  fuzz("globs", {
    inputs: fc.record({
      include: fc.array(glob, { minLength: 1, maxLength: 3 }),
      exclude: fc.array(glob),
      path,
    }),
    run({ include, exclude, path }) {
      const held = mayHold(include, exclude);
      const matches = anyOf(include);
      expect([typeof held(path), typeof matches(path)]).toEqual(["boolean", "boolean"]);
    },
    refusals: [GlobError],
  });

  const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";
  const file = objectOf({ metadata: fc.dictionary(odd, json), tags: fc.array(odd), size: fc.nat() });
  fuzz("criteria", {
    inputs: fc.record({
      criteria: objectOf({
        project: fc.constant("lab/run7"),
        include: fc.array(glob, { minLength: 1 }),
        metadata: fc.dictionary(odd, fc.oneof(odd, fc.array(odd))),
        tags: fc.array(odd),
        task: odd,
        minSize: fc.nat(),
        maxSize: fc.double(),
        createdFrom: fc.oneof(odd, fc.constantFrom("2026-01-31", "2026-02-30", "2026-01-31T08:00:00Z")),
      }),
      file,
      path,
    }),
    run({ criteria, file: wire, path }) {
      const file = fileSchema.parse({ type: "file", ...wire, id: FILE });
      if (complaints(getFilesArgs, criteria).length > 0) return;
      expect(typeof matcher(criteria)({ file, path })).toBe("boolean");
    },
    refusals: [GlobError],
  });

  fuzz("ids in addresses", {
    inputs: textOf(
      "https://",
      "cavatica.sbgenomics.com/u/",
      "lab/run7",
      "files/",
      "65a1f0c2e4b0a1b2c3d4e5f6",
      "/",
      "?",
      "#",
      "%",
    ),
    run: (text) => expect([typeof toFileId(text), typeof toProjectId(text)]).toEqual(["string", "string"]),
  });
});

describe("inputs of resources", () => {
  for (const [type, { program, type: runtime, outs }] of Object.entries(SAMPLES)) {
    const places = placesIn(program);
    fuzz(`inputs of a ${type}`, {
      inputs: fc.array(fc.tuple(fc.constantFrom(...places), fc.oneof(odd, json)), {
        minLength: 1,
        maxLength: 3,
      }),
      run(changes) {
        const given = changes.reduce(changed, program) as Record<string, unknown>;
        const { inputs, failures } = runtime.check(given, {}, { urn: "urn", timeout: 1 });
        expect(Array.isArray(failures)).toBe(true);
        if (failures.length > 0) return;
        const { inputs: again } = runtime.check(structuredClone(inputs), {}, { urn: "urn", timeout: 1 });
        expect(again).toEqual(inputs);
        outs(inputs);
      },
    });
  }

  fuzz("arguments of getFiles", { inputs: json, run: (given) => validate(getFilesArgs, given) });
});

/** An earlier change may have removed what is above the place. */
function changed(value: unknown, [place, put]: [Path, unknown]): unknown {
  try {
    return withChange(value, place, () => put);
  } catch {
    return value;
  }
}
