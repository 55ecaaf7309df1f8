import type { ExportProperties } from "../../provider/model/export";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bulkDeleteFiles, deleteFile, renameFile } from "../../provider/platform/api/fileWrites";
import {
  bulkGetFiles,
  filesByName,
  getFile,
  listFiles,
  lookUpFiles,
} from "../../provider/platform/api/files";
import { exportsApi } from "../../provider/platform/api/exports";
import { importsApi } from "../../provider/platform/api/imports";
import { someProjects } from "../../provider/platform/api/projects";
import { getUsername } from "../../provider/platform/account/user";
import * as members from "../../provider/platform/api/volumeMembers";
import * as writes from "../../provider/platform/api/volumeWrites";
import * as volumes from "../../provider/platform/api/volumes";
import { Client } from "../../provider/platform/http/client";
import { defaultSwitches, type Switches } from "../../simulator";
import { platformWorld, virtualFetch, VOLUME } from "../support/platformWorld";
import { callOf, CONTRACT, deviations, type Exchange } from "./check";
import { recording } from "./recorder";

/**
 * Every call that the client makes, with every option, against the simulator; both are checked against the contract.
 */
const seen = new Set<string>();

function recordedWorld(switches: Partial<Switches> = {}) {
  const exchanges: Exchange[] = [];
  const world = platformWorld({ files: 4, sim: { switches, jobSeconds: 10 } });
  const fetch = recording(
    virtualFetch(world.clock, world.sim, () => 0),
    exchanges,
  );
  const account = { endpoint: world.sim.url, authToken: world.sim.token };
  const client = new Client(account, { clock: world.clock, fetch });
  const run = <T>(work: Promise<T>): Promise<T> => world.clock.run(work);
  const check = () => {
    for (const exchange of exchanges) {
      const call = callOf(exchange);
      if (call) seen.add(`${call.method} ${call.path}`);
    }
    expect(exchanges.length).toBeGreaterThan(0);
    expect(exchanges.flatMap(deviations)).toEqual([]);
  };
  return { ...world, client, run, check, exchanges };
}

const refused = async (work: Promise<unknown>): Promise<void> => {
  await expect(work).rejects.toMatchObject({ failure: "refused" });
};

const MISSING = "65a1f0c20000000000dead01";

async function drain<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

describe("files", () => {
  test("are looked up one by one, in bulk, by name and by tag", async () => {
    const { client, run, check, files, sim } = recordedWorld();
    sim.file(files[1]!.id).archived = true;
    sim.addFile({ project: "lab/run7", path: "deep/x.bam", metadata: { sample: "s1" }, tags: ["qc"] });
    await run(getFile(client, files[0]!.id));
    await run(refused(getFile(client, MISSING)));
    await run(bulkGetFiles(client, [files[0]!.id, files[1]!.id, MISSING]));
    await run(lookUpFiles(client, [files[0]!.id], { parents: true }));
    await run(listFiles(client, { project: "lab/run7", tag: ["qc"], "metadata.sample": ["s1"] }));
    await run(listFiles(client, { project: "lab/run7", "origin.task": "task-1" }));
    const { parent } = sim.addFile({ project: "lab/run7", path: "deep/y.bam" });
    await run(filesByName(client, { parent: parent! }, ["x.bam", "z.bam"]));
    check();
  });

  test("are renamed and deleted", async () => {
    const { client, run, check, files } = recordedWorld();
    await run(renameFile(client, files[0]!.id, "other.bam"));
    await run(deleteFile(client, files[0]!.id));
    await run(bulkDeleteFiles(client, [files[1]!.id, files[2]!.id]));
    check();
  });
});

test("the user and the projects are read", async () => {
  const { client, run, check } = recordedWorld();
  await run(getUsername(client));
  await run(someProjects(client));
  check();
});

describe("volumes", () => {
  const keys = { accessKeyId: "AKIALAB0000000000001", secretAccessKey: "secret" };
  const service = { type: "s3", bucket: "lab-new", prefix: "runs/", credentials: keys };

  test("are created, changed, browsed and deleted", async () => {
    const { client, run, check, sim } = recordedWorld();
    const inputs = { name: "new_one", accessMode: "RW" as const, description: "d", service };
    const { id } = await run(writes.createVolume(client, inputs));
    await run(writes.patchVolume(client, id, { accessMode: "RO", service: { credentials: keys } }));
    await run(volumes.getVolume(client, id));
    await run(volumes.listVolumes(client));
    for (const key of ["a.bam", "deep/b.bam"]) sim.addObject(id, key, { size: 5 });
    await run(drain(volumes.listObjects(client, id, "")));
    await run(volumes.getObject(client, id, "a.bam"));
    await run(refused(volumes.getObject(client, id, "missing")));
    await run(writes.setVolumeActive(client, id, false));
    await run(writes.deleteVolume(client, id));
    await run(refused(volumes.getVolume(client, id)));
    check();
  });

  test("have members that are added, changed and removed", async () => {
    const { client, run, check, sim } = recordedWorld();
    sim.addUser({ username: "guest" });
    const core = sim.addGroup("Sequencing core", ["guest"]);
    const none = { read: true, copy: false, write: false, admin: false };
    await run(members.addMember(client, VOLUME, "guest", "USER", none));
    await run(members.addMember(client, VOLUME, core.id, "TEAM", none));
    await run(members.getMember(client, VOLUME, "guest"));
    for (const member of await run(members.listMembers(client, VOLUME))) {
      await run(members.setPermissions(client, VOLUME, member, { ...none, write: true }));
      await run(members.removeMember(client, VOLUME, member));
    }
    check();
  });
});

const PROPERTIES: ExportProperties = {
  sseAlgorithm: "aws:kms",
  sseAwsKmsKeyId: "key",
  awsCannedAcl: null,
  awsStorageClass: "GLACIER",
};

/** The spellings of responses that the published samples leave open. */
const SPELLINGS: [string, Partial<Switches>][] = [
  ["as published", {}],
  [
    "as sent",
    { echoProperties: "given", folderLocationEcho: "as-sent", importDestinationEcho: "as-sent" } as object,
  ],
];

describe.each(SPELLINGS)("jobs, spelled %s", (_, switches) => {
  test("match the published API for exports", async () => {
    const { client, run, check, files, clock, sim } = recordedWorld(switches);
    const request = (i: number) => ({
      source: { file: files[i]!.id },
      destination: { volume: VOLUME, location: `${i}.bam` },
      overwrite: false,
      copyOnly: false,
      ...(i === 1 && { properties: PROPERTIES, overwrite: true }),
    });
    sim.failFile(files[2]!.id, { code: 9103 });
    const one = await run(exportsApi.start(client, request(0), {}));
    const more = await run(
      exportsApi.startMany(client, [request(1), request(2), request(1)], { copy_only: true }),
    );
    expect(more).toHaveLength(3);
    await run(exportsApi.get(client, one.id));
    await clock.advance(60_000);
    await run(
      exportsApi.getMany(
        client,
        sim.exports().map(({ id }) => id),
      ),
    );
    await run(exportsApi.getMany(client, [one.id, "gone"]));
    await run(drain(exportsApi.list(client, { volume: VOLUME, state: ["PENDING", "COMPLETED"] })));
    await run(refused(exportsApi.start(client, request(0), {})));
    check();
  });

  test("match the published API for imports of objects and folders", async () => {
    const { client, run, check, clock, sim } = recordedWorld(switches);
    for (const key of ["a.bam", "set/b.bam", "set/c.bam"]) sim.addObject(VOLUME, key);
    const source = (location: string) => ({ volume: VOLUME, location });
    const requests = [
      { source: source("a.bam"), destination: { project: "lab/run7", name: "other.bam" }, autorename: true },
      { source: source("set/"), destination: { project: "lab/run7" }, preserveFolderStructure: true },
      { source: source("missing"), destination: { project: "lab/run7" } },
    ].map((one) => ({ overwrite: false, autorename: false, ...one }));
    const one = await run(importsApi.start(client, requests[0]!, {}));
    await run(importsApi.startMany(client, requests.slice(1), {}));
    await clock.advance(60_000);
    await run(importsApi.get(client, one.id));
    await run(
      importsApi.getMany(
        client,
        sim.imports().map(({ id }) => id),
      ),
    );
    await run(drain(importsApi.list(client, { volume: VOLUME, state: ["COMPLETED", "FAILED"] })));
    check();
  });
});

test("every spelling under test is a switch of the simulator", () => {
  for (const [, switches] of SPELLINGS)
    for (const name of Object.keys(switches)) expect(defaultSwitches).toHaveProperty(name);
});

/** Described because the official client and `doctor` use them. */
const NOT_DRIVEN = ["GET /rate_limit", "PATCH /storage/volumes/{volume}/members/{member}/permissions"];
const NOT_DRIVEN_EITHER = ["PUT /storage/volumes/{volume}/members/{member}/permissions"];

beforeAll(() => seen.clear());
afterAll(() => {
  const all = CONTRACT.map(({ method, path }) => `${method} ${path}`);
  const missing = all.filter((call) => !seen.has(call));
  expect([...NOT_DRIVEN, ...NOT_DRIVEN_EITHER]).toEqual(expect.arrayContaining(missing));
});
