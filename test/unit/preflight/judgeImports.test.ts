import { describe, expect, it } from "vitest";
import { judge } from "../../../provider/preflight/judge/judge";
import type { Planned, PlannedExport, PlannedImport } from "../../../provider/preflight/plan/planned";
import { platformWorld, type PlatformWorld, VOLUME } from "../../support/platformWorld";

const PROJECT = "lab/run8";

const planned = (location: string, more: Partial<PlannedImport> = {}): PlannedImport => ({
  owner: "back",
  isItem: false,
  status: "new",
  volume: VOLUME,
  location,
  folder: PROJECT,
  name: location,
  overwrite: false,
  autorename: false,
  ...more,
});

interface World extends PlatformWorld {
  look: (
    items: Planned[],
    allowance?: number,
  ) => Promise<{ fates: (string | undefined)[]; texts: string[]; requests: number }>;
}

/** A project, and a volume with the objects a.bed and b.bed. */
function world(): World {
  const made = platformWorld();
  const { sim, client, clock } = made;
  sim.addProject(PROJECT);
  for (const location of ["a.bed", "b.bed"]) sim.addObject(VOLUME, location);
  return {
    ...made,
    async look(items, allowance = 5) {
      const mark = sim.mark();
      const options = { allowance: { left: allowance }, comingVolumes: new Set<string>() };
      const verdicts = await clock.run(judge(client, items, options));
      return {
        fates: items.map((item) => verdicts.fates.get(item)),
        texts: verdicts.findings.map(({ severity, part, text }) => `${severity} ${part}: ${text}`),
        requests: sim.countSince(mark),
      };
    },
  };
}

describe("imports", () => {
  it("cost one request per hundred names in a folder, one per volume, one for the user, and those for objects", async () => {
    const { sim, look } = world();
    const many = Array.from({ length: 150 }, (_, i) => `${i}.bed`);
    for (const location of many) sim.addObject(VOLUME, location);
    const { fates, texts, requests } = await look(many.map((location) => planned(location)));
    expect(new Set(fates)).toEqual(new Set(["import"]));
    expect(texts).toEqual([]);
    expect(requests).toBe(1 + 1 + 1 + 2);
    expect((await look([planned("a.bed", { status: "done" })])).requests).toBe(0);
  });

  it("need an existing, active volume that may be imported from, which may be read-only", async () => {
    const { sim, look } = world();
    const volume = (name: string, more: object) => sim.addVolume({ name, ...more }).id;
    const on = [
      volume("retired", { active: false }),
      "lab/gone",
      volume("shown", { owner: "partner", members: { lab: { read: true } } }),
      volume("readonly", { accessMode: "RO" }),
      volume("shared", { owner: "partner", accessMode: "RO", members: { lab: { copy: true } } }),
    ];
    const { fates, texts } = await look(
      on.map((id, i) => planned(`${i}.bed`, { volume: id })),
      0,
    );
    expect(fates).toEqual(["impossible", "impossible", "impossible", "import", "import"]);
    expect(texts).toEqual([
      expect.stringMatching(/^error source.volume: lab\/retired is inactive/),
      expect.stringMatching(/^error source.volume: lab\/gone can't be used: 404/),
      expect.stringMatching(
        /^error source.volume: the token's user has no copy permission on partner\/shown\..*copy for imports/,
      ),
    ]);
  });

  it("need an existing project or folder", async () => {
    const { sim, look } = world();
    const file = sim.addFile({ project: PROJECT, path: "a.txt" }).id;
    const folders = ["lab/nowhere", "65a1f0c20000000000dead01", file];
    const { fates, texts } = await look(folders.map((folder) => planned("a.bed", { folder })));
    expect(fates).toEqual(["impossible", "impossible", "impossible"]);
    expect(texts.map((text) => text.split(":")[0])).toEqual([
      "error destination.project",
      "error destination.parent",
      "error destination.parent",
    ]);
  });
});

describe("a name that is taken", () => {
  it("fails the import if another file has it, unless overwrite or autorename is set", async () => {
    const { sim, look } = world();
    sim.addFile({ project: PROJECT, path: "a.bed" });
    const { fates, texts } = await look([
      planned("a.bed"),
      planned("a.bed", { overwrite: true }),
      planned("a.bed", { autorename: true }),
    ]);
    expect(fates).toEqual(["impossible", "import", "import"]);
    expect(texts).toEqual([
      expect.stringMatching(
        /^error destination.name: lab\/run8 already has a file "a.bed" .*overwrite or autorename/,
      ),
    ]);
  });

  it("counts as done if an alias of the same object has it, and causes a warning for another object's alias", async () => {
    const { sim, look } = world();
    const alias = (path: string, location: string) =>
      sim.addFile({ project: PROJECT, path, storage: { volume: VOLUME, location } });
    alias("a.bed", "a.bed");
    alias("b.bed", "a.bed");
    const { fates, texts } = await look([planned("a.bed", { overwrite: true }), planned("b.bed")]);
    expect(fates).toEqual(["there", "import"]);
    expect(texts).toEqual([expect.stringMatching(/^warning destination.name: .*earlier version of this/)]);
  });

  it("causes a warning if a folder has it, which an earlier run may have created", async () => {
    const { sim, look } = world();
    sim.addFile({ project: PROJECT, path: "panels/" });
    const { fates, texts } = await look([planned("panels/", { name: "panels" })]);
    expect(fates).toEqual(["import"]);
    expect(texts).toEqual([expect.stringMatching(/^warning destination.name: .*a folder "panels"/)]);
  });
});

describe("a missing object", () => {
  it("causes a warning, since the program may create it first, and isn't looked up beyond the allowance", async () => {
    const { look } = world();
    const { fates, texts } = await look([planned("a.bed"), planned("gone.bed")]);
    expect(fates).toEqual(["import", "import"]);
    expect(texts).toEqual([
      expect.stringMatching(/^warning source.location: lab\/archive\/gone.bed doesn't/),
    ]);
    expect((await look([planned("gone.bed")], 0)).texts).toEqual([]);
  });

  it("is fine if an export in the same program creates it", async () => {
    const { sim, look } = world();
    const file = sim.addFile({ project: "lab/run7", path: "x.bam" }).id;
    const common = { owner: "out", isItem: false, status: "new", overwrite: true, moves: false } as const;
    const exported: PlannedExport = { ...common, file, volume: VOLUME, location: "gone.bed" };
    expect((await look([planned("gone.bed"), exported])).texts).toEqual([]);
  });
});
