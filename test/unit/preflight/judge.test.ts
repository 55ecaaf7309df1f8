import { exportOf } from "../../support/exportScenario";
import { describe, expect, it } from "vitest";
import { exportsApi } from "../../../provider/platform/api/exports";
import { judge } from "../../../provider/preflight/judge/judge";
import type { Planned, PlannedExport } from "../../../provider/preflight/plan/planned";
import {
  platformWorld,
  type PlatformWorld,
  type PlatformWorldOptions,
  VOLUME,
} from "../../support/platformWorld";

const planned = (file: string, location: string, more: Partial<PlannedExport> = {}): PlannedExport => ({
  owner: "run7",
  isItem: false,
  status: "new",
  file,
  volume: VOLUME,
  location,
  overwrite: false,
  moves: true,
  ...more,
});

interface JudgedWorld extends PlatformWorld {
  ids: string[];
  /** The outcome of each item, the messages, and the number of requests. */
  look: (items: Planned[], options?: { allowance?: number; coming?: string[] }) => Promise<Looked>;
  /** An earlier run's export, finished unless `endIt` is false. */
  exported: (file: string, location: string, query?: { copy_only?: true }, endIt?: boolean) => Promise<void>;
}

interface Looked {
  fates: (string | undefined)[];
  texts: string[];
  unchecked: number;
  requests: number;
}

function world(options: PlatformWorldOptions = {}): JudgedWorld {
  const made = platformWorld({ files: 4, ...options });
  const { clock, client, sim } = made;
  return {
    ...made,
    ids: made.files.map(({ id }) => id),
    async look(items, { allowance = 5, coming = [] } = {}) {
      const mark = sim.mark();
      const verdicts = await clock.run(
        judge(client, items, { allowance: { left: allowance }, comingVolumes: new Set(coming) }),
      );
      return {
        fates: items.map((item) => verdicts.fates.get(item)),
        texts: verdicts.findings.map(({ severity, part, text }) => `${severity} ${part}: ${text}`),
        unchecked: verdicts.unchecked,
        requests: sim.countSince(mark),
      };
    },
    async exported(file, location, query = {}, endIt = true) {
      const request = exportOf(file, location, VOLUME);
      await clock.run(exportsApi.start(client, request, query));
      if (endIt) await clock.advance(60_000);
    },
  };
}

describe("files that look archived", () => {
  it("cause a warning beside others that show their hosts, and are counted normally", async () => {
    const { look, ids, sim } = world();
    sim.file(ids[1]!).archived = true;
    const { fates, texts, requests } = await look(ids.map((id, i) => planned(id, `${i}`)));
    expect(fates).toEqual(["move", "move", "move", "move"]);
    expect(texts).toEqual([
      expect.stringMatching(
        new RegExp(
          `^warning source\\.file: ${ids[1]} \\(.*\\) is probably archived.*restore it on the platform`,
        ),
      ),
    ]);
    expect(requests).toBeLessThanOrEqual(4);
    expect(requests).toBeGreaterThanOrEqual(2);
  });

  it("cause no warning if the platform shows no hosts at all", async () => {
    const { look, ids, sim } = world({ sim: { switches: { hostedOnLocations: "none" } } });
    sim.file(ids[1]!).archived = true;
    expect((await look(ids.map((id, i) => planned(id, `${i}`)))).texts).toEqual([]);
  });
});

describe("the number of requests", () => {
  it("is zero for exports that are done or under way", async () => {
    const { ids, look } = world();
    const items = [planned(ids[0]!, "a", { status: "done" }), planned(ids[1]!, "b", { status: "underWay" })];
    expect(await look(items)).toMatchObject({ fates: ["there", "underWay"], requests: 0 });
  });

  it("is one per hundred files, one per volume, one for the user, and one per folder", async () => {
    const { ids, look } = world({ files: 250 });
    const { fates, requests } = await look(ids.map((id, i) => planned(id, `run7/${i}`)));
    expect(new Set(fates)).toEqual(new Set(["move"]));
    expect(requests).toBe(3 + 1 + 1 + 1);
  });

  it("includes one list instead of many volumes", async () => {
    const { sim, ids, look } = world();
    const volumes = ["one", "two", "three", "four"].map((name) => sim.addVolume({ name }).id);
    const { fates, requests } = await look(
      volumes.map((volume, i) => planned(ids[i]!, "a", { volume, overwrite: true })),
    );
    expect(fates).toEqual(["move", "move", "move", "move"]);
    expect(requests).toBe(1 + 1 + 1);
  });

  it("is limited for objects in the way, folders with most exports first, and unchecked ones are counted", async () => {
    const { ids, look } = world({ files: 60 });
    const items = ids.map((id, i) => planned(id, i < 40 ? `big/${i}` : `small${i % 5}/${i}`));
    expect(await look(items, { allowance: 2 })).toMatchObject({ unchecked: 16, requests: 1 + 1 + 1 + 2 });
    expect(await look(items, { allowance: 0 })).toMatchObject({ unchecked: 60, requests: 3 });
    expect(await look(items, { allowance: Infinity })).toMatchObject({ unchecked: 0, requests: 3 + 6 });
  });
});

describe("files", () => {
  it("that were moved to that location count as done, and a copy of such a file will fail", async () => {
    const { ids, look, exported } = world();
    await exported(ids[0]!, "a");
    const { fates, texts } = await look([
      planned(ids[0]!, "a"),
      planned(ids[0]!, "a", { moves: false }),
      planned(ids[0]!, "b"),
      planned(ids[0]!, "a", { location: undefined }),
    ]);
    expect(fates).toEqual(["there", "impossible", "impossible", "unknown"]);
    expect(texts[0]).toMatch(
      /^error source.file: .*was moved to lab\/archive\/a by an earlier export.*copyOnly: false/,
    );
    expect(texts[1]).toMatch(
      /^error source.file: .*is an alias of lab\/archive\/a.*set the destination to lab\/archive\/a/,
    );
  });

  it("are checked even if volume or location is unknown", async () => {
    const { sim, ids, look } = world();
    const folder = sim.addFile({ project: "lab/run7", path: "folder/" }).id;
    const nowhere = { volume: undefined, location: undefined };
    const { fates } = await look([
      planned(folder, "", nowhere),
      planned(ids[0]!, "", nowhere),
      planned(ids[1]!, "", { ...nowhere, moves: false }),
      planned(ids[2]!, "", { ...nowhere, moves: undefined }),
    ]);
    expect(fates).toEqual(["impossible", "move", "copy", "unknown"]);
  });

  it("that the platform can't read just now aren't said to fail", async () => {
    const { sim, ids, look } = world();
    sim.faults.add({ kind: "item-errors", path: "/bulk/files/get", items: [0], code: 5000 });
    expect((await look([planned(ids[0]!, "a")])).fates).toEqual(["unknown"]);
  });
});

describe("volumes", () => {
  it("of other users need write permission", async () => {
    const { sim, ids, look } = world();
    const volume = (name: string, write: boolean) =>
      sim.addVolume({ name, owner: "partner", members: { lab: { read: true, write } } }).id;
    const { fates, texts } = await look([
      planned(ids[0]!, "a", { volume: volume("shared", true) }),
      planned(ids[1]!, "a", { volume: volume("shown", false) }),
    ]);
    expect(fates).toEqual(["move", "impossible"]);
    expect(texts).toEqual([
      expect.stringMatching(
        /^error destination.volume: the token's user has no write permission on partner\/shown\..*write permission/,
      ),
    ]);
  });

  it("that this deployment creates or changes aren't checked in their current state", async () => {
    const { sim, ids, look } = world();
    const volume = sim.addVolume({ name: "raised", accessMode: "RO" }).id;
    const items = [planned(ids[0]!, "a", { volume }), planned(ids[1]!, "a", { volume: "lab/coming" })];
    expect((await look(items)).fates).toEqual(["impossible", "impossible"]);
    const { fates, requests } = await look(items, { coming: ["raised", "coming"] });
    expect(fates).toEqual(["move", "move"]);
    expect(requests).toBe(1);
  });
});

describe("an object in the way", () => {
  it("doesn't matter with overwrite, and isn't looked up then", async () => {
    const { sim, ids, look } = world();
    sim.addObject(VOLUME, "a");
    const items = [planned(ids[0]!, "a", { overwrite: true })];
    expect(await look(items)).toMatchObject({ fates: ["move"], requests: 3 });
  });

  it("fails the export unless an earlier copy of the same file put it there", async () => {
    const { sim, ids, look, exported } = world();
    await exported(ids[0]!, "a", { copy_only: true });
    sim.addObject(VOLUME, "b");
    const { fates, texts } = await look([
      planned(ids[0]!, "a", { moves: false }),
      planned(ids[1]!, "b", { moves: false }),
      planned(ids[2]!, "a"),
    ]);
    expect(fates).toEqual(["there", "impossible", "impossible"]);
    expect(texts[0]).toMatch(/^error destination.location: lab\/archive\/b already exists.*overwrite: true/);
  });

  it("belongs to an export that a killed run left running", async () => {
    const { sim, ids, look, exported } = world();
    sim.stickFile(ids[0]!);
    await exported(ids[0]!, "a", {}, false);
    sim.addObject(VOLUME, "a");
    expect((await look([planned(ids[0]!, "a")])).fates).toEqual(["underWay"]);
  });

  it("causes a warning if not all finished jobs were searched", async () => {
    const { sim, clock, client, ids, look } = world({ files: 260 });
    const requests = ids.slice(1).map((file) => exportOf(file, file, VOLUME));
    for (let i = 0; i < requests.length; i += 100)
      await clock.run(exportsApi.startMany(client, requests.slice(i, i + 100), { copy_only: true }));
    await clock.advance(60_000);
    sim.addObject(VOLUME, "a");
    const { fates, texts } = await look([planned(ids[0]!, "a", { moves: false })]);
    expect(fates).toEqual(["copy"]);
    expect(texts).toEqual([
      expect.stringMatching(/^warning destination.location: .*not all finished jobs were searched/),
    ]);
  });
});
