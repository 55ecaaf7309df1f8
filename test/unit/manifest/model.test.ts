import { expect, test } from "vitest";
import { file, read } from "./support";

test("defaults are filled in, and an entry's own settings take precedence", () => {
  const { model } = read(`
defaults: { volume: lab/archive, prefix: run7/, copyOnly: true, properties: { sseAlgorithm: null } }
exports:
  plain: { source: { file: ${file(1)} }, destination: { location: a.cram } }
  own:
    source: { file: ${file(2)} }
    destination: { volume: lab/other, location: b.cram }
    prefix: ""
    copyOnly: false
    overwrite: true
    properties: { awsStorageClass: GLACIER }
`);
  expect(model.exports).toMatchObject({
    plain: {
      source: { file: file(1) },
      destination: { volume: "lab/archive", location: "run7/a.cram" },
      copyOnly: true,
      properties: { sseAlgorithm: null },
    },
    own: {
      source: { file: file(2) },
      destination: { volume: "lab/other", location: "b.cram" },
      copyOnly: false,
      overwrite: true,
      properties: { awsStorageClass: "GLACIER", sseAlgorithm: null },
    },
  });
});

test("a bulk export inherits the defaults as a whole, and its items keep their own settings", () => {
  const { model } = read(`
defaults: { volume: lab/archive, prefix: run7/ }
bulkExports:
  cohort:
    onFailure: report
    items:
      - { source: { file: ${file(1)} }, destination: { location: a.cram } }
      - { source: { file: ${file(2)} }, destination: { volume: lab/other, location: b.cram }, overwrite: true }
`);
  expect(model.bulkExports["cohort"]).toMatchObject({
    volume: "lab/archive",
    prefix: "run7/",
    onFailure: "report",
    items: [
      { source: { file: file(1) }, destination: { location: "a.cram" } },
      {
        source: { file: file(2) },
        destination: { volume: "lab/other", location: "b.cram" },
        overwrite: true,
      },
    ],
  });
});

test("an empty manifest declares nothing, and empty sections and settings count as omitted", () => {
  const nothing = { exports: {}, bulkExports: {}, volumes: {} };
  expect(read("# later\n").model).toMatchObject(nothing);
  expect(read("defaults:\nexports:\nvolumes:\n").model).toMatchObject(nothing);
  const { model } = read(
    `exports: { a: { source: { file: ${file(1)} }, destination: { volume: lab/archive, location: a }, copyOnly: } }`,
  );
  expect(model.exports["a"]?.copyOnly).toBeUndefined();
});

test("every entry knows its position", () => {
  const { model } = read(
    `defaults: { volume: lab/archive }
exports:
  a: { source: { file: ${file(1)} }, destination: { location: a.cram } }
bulkExports:
  b: { itemsFrom: b.tsv }
`,
    { tables: { "b.tsv": `file\tlocation\n${file(2)}\tb.cram\n` } },
  );
  const places = [model.exports["a"]?.where(), model.exports["a"]?.where("destination", "location")];
  const item = model.bulkExports["b"]?.items[0];
  expect(
    [...places, item?.where(), item?.where("destination", "location")].map((at) => at?.source.place(at.span)),
  ).toEqual(["exports.yaml:3:6", "exports.yaml:3:77", "b.tsv:2:1", "b.tsv:2:26"]);
});
