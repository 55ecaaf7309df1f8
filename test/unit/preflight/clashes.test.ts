import { describe, expect, it } from "vitest";
import { clashFindings } from "../../../provider/preflight/judge/conflicts";
import type { Planned, PlannedExport, PlannedImport } from "../../../provider/preflight/plan/planned";
import type { Named } from "../../../provider/preflight/print/messages";
import type { PlatformVolume } from "../../../provider/platform/api/volumes";

const named = (name: string, at?: string): Named => ({
  name,
  origin: at === undefined ? undefined : { at: () => at },
  isSecret: false,
});

let files = 0;
const planned = (owner: Named, more: Partial<PlannedExport<Named>> = {}): PlannedExport<Named> => ({
  owner,
  isItem: false,
  status: "new",
  file: `file-${files++}`,
  volume: "lab/archive",
  location: "a.bam",
  overwrite: false,
  moves: true,
  ...more,
});

const here = () => ({ endpoint: "https://a/v2" });
const names = (items: Planned<Named>[], where: Parameters<typeof clashFindings>[1] = here) =>
  clashFindings(items, where).map(({ item, part, text }) => [item.owner.name, part, text]);

describe("two exports to one location", () => {
  it("are reported on the later one, naming the earlier one and its line", () => {
    const [finding, ...more] = names([planned(named("one", "exports.yaml:3:5")), planned(named("two"))]);
    expect(finding?.slice(0, 2)).toEqual(["two", "destination.location"]);
    expect(finding?.[2]).toMatch(
      /^lab\/archive\/a.bam is also the destination of "one" \(exports.yaml:3:5\)/,
    );
    expect(more).toEqual([]);
  });

  it("are reported on the new one if the other is done, wherever they are declared", () => {
    const both = [planned(named("new")), planned(named("done"), { status: "done" })];
    expect(names(both).map(([name]) => name)).toEqual(["new"]);
    expect(names(both.map((item) => ({ ...item, status: "done" })))).toEqual([]);
  });

  it("are found across two volumes on one bucket", () => {
    const store = (prefix: string) => ({ service: { type: "s3", bucket: "lab", prefix } }) as PlatformVolume;
    const [outer, inner] = [
      planned(named("outer"), { location: "in/a.bam" }),
      planned(named("inner"), { volume: "lab/in" }),
    ];
    const where = (item: Planned) => ({ ...here(), store: store(item.volume === "lab/in" ? "in/" : "") });
    expect(names([outer, inner], where).map(([name]) => name)).toEqual(["inner"]);
    expect(names([outer, inner])).toEqual([]);
  });

  it("are found across volumes of one prefix, with and without a trailing slash", () => {
    const store = (prefix: string) => ({ service: { type: "s3", bucket: "lab", prefix } }) as PlatformVolume;
    const where = (item: Planned) => ({
      ...here(),
      store: store(item.volume === "lab/b" ? "runs/" : "runs"),
    });
    const [one, two] = [
      planned(named("one"), { volume: "lab/a" }),
      planned(named("two"), { volume: "lab/b" }),
    ];
    expect(names([one, two], where).map(([name]) => name)).toEqual(["two"]);
  });

  it("aren't assumed for two platforms or an unknown location", () => {
    const [one, two] = [planned(named("one")), planned(named("two"))];
    expect(
      names([one, two], (item) => ({ endpoint: item === one ? "https://a/v2" : "https://b/v2" })),
    ).toEqual([]);
    expect(
      names([
        { ...one, location: undefined },
        { ...two, location: undefined },
      ]),
    ).toEqual([]);
  });

  it("are left to check within one resource", () => {
    const owner = named("bulk");
    expect(names([planned(owner, { isItem: true }), planned(owner, { isItem: true })])).toEqual([]);
  });
});

describe("two moves of one file", () => {
  const twice = (more: Partial<PlannedExport<Named>> = {}) => [
    planned(named("one"), { file: "f", location: "1" }),
    planned(named("two"), { file: "f", location: "2", ...more }),
  ];

  it("are reported on the later one, with a solution", () => {
    const [finding] = names(twice());
    expect(finding?.slice(0, 2)).toEqual(["two", "source.file"]);
    expect(finding?.[2]).toMatch(/f is moved to lab\/archive\/1 by "one".*copyOnly: true.*dependsOn/);
  });

  it("are fine if one of them copies, and not reported if that is unknown", () => {
    expect(names(twice({ moves: false }))).toEqual([]);
    expect(names(twice({ moves: undefined }))).toEqual([]);
  });
});

describe("two imports with one name", () => {
  const imported = (name: string, more: Partial<PlannedImport<Named>> = {}): PlannedImport<Named> => ({
    owner: named(name),
    isItem: false,
    status: "new",
    volume: "lab/archive",
    location: `${name}/a.bed`,
    folder: "lab/run8",
    name: "a.bed",
    overwrite: true,
    autorename: false,
    ...more,
  });

  it("are reported on the later one", () => {
    expect(names([imported("one"), imported("two")])).toEqual([
      [
        "two",
        "destination.name",
        'lab/run8/a.bed is already the destination of "one". Give it another name, or set autorename.',
      ],
    ]);
  });

  it("are fine in two folders, with autorename, without a name, and on two platforms", () => {
    const one = imported("one");
    expect(names([one, imported("two", { folder: "lab/run9" })])).toEqual([]);
    expect(names([one, imported("two", { autorename: true })])).toEqual([]);
    expect(names([imported("one", { name: "" }), imported("two", { name: "" })])).toEqual([]);
    expect(
      names([one, imported("two")], (item) => ({ endpoint: item === one ? "https://a/v2" : "https://b/v2" })),
    ).toEqual([]);
  });
});
