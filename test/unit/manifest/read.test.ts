import { expect, test } from "vitest";
import { readManifest } from "../../../provider/manifest/read";

const file = "65a1f0c2e4b0a1b2c3d401c0";
const other = "65a1f0c2e4b0a1b2c3d402c0";

test("defaults are filled in, and an entry's own settings win", () => {
  const model = readManifest(
    "exports.yaml",
    `
defaults: { volume: lab/archive, prefix: run7/, copyOnly: true, properties: { sseAlgorithm: null } }
exports:
  plain: { source: { file: ${file} }, destination: { location: a.cram } }
  own:
    source: { file: ${other} }
    destination: { volume: lab/other, location: b.cram }
    prefix: ""
    copyOnly: false
    overwrite: true
    properties: { awsStorageClass: GLACIER }
`,
  );
  expect(model.exports).toEqual({
    plain: {
      source: { file },
      destination: { volume: "lab/archive", location: "run7/a.cram" },
      copyOnly: true,
      overwrite: undefined,
      properties: { sseAlgorithm: null },
    },
    own: {
      source: { file: other },
      destination: { volume: "lab/other", location: "b.cram" },
      copyOnly: false,
      overwrite: true,
      properties: { awsStorageClass: "GLACIER" },
    },
  });
});

test("an empty manifest declares nothing", () => {
  expect(readManifest("exports.yaml", "# later\n")).toEqual({ exports: {} });
});

test("all problems are named at once, with place, line and carets", () => {
  const text = `defaults: { volume: archive }
exports:
  one: { source: { file: abc }, destination: { loction: /a.cram } }
`;
  expect(() => readManifest("exports.yaml", text)).toThrow(
    `exports.yaml: 4 problems; nothing was declared.

exports.yaml:1:21: defaults.volume: "archive" must be a volume's id "owner/name", the name being 3 to 32 letters, digits or underscores
    1 | defaults: { volume: archive }
                            ^^^^^^^

exports.yaml:3:26: exports.one.source.file: "abc" must be a file's id (24 hexadecimal characters) or its web address
    3 |   one: { source: { file: abc }, destination: { loction: /a.cram } }
                                 ^^^

exports.yaml:3:33: exports.one.destination.location: is missing; must be a text
    3 |   one: { source: { file: abc }, destination: { loction: /a.cram } }
                                        ^^^^^^^^^^^

exports.yaml:3:48: exports.one.destination.loction: there is no such property; did you mean "location"? Allowed: volume, location
    3 |   one: { source: { file: abc }, destination: { loction: /a.cram } }
                                                       ^^^^^^^`,
  );
});
