import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { publishedStatus } from "../../../provider/platform/errors/remedies";
import { CODES, type ErrorChoice } from "../../../simulator/errors";
import { defaultSwitches } from "../../../simulator/defaultSwitches";
import type { BucketRights } from "../../../simulator/world/buckets";
import { exportWorld, testWorld } from "./world";

const FOLDER = join(__dirname, "../../../simulator");
const sources = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => readFileSync(join(FOLDER, path), "utf8"));

const isChoice = (value: unknown): value is ErrorChoice =>
  typeof value === "object" && value !== null && "code" in value;

describe("the simulator's error codes", () => {
  test.each(Object.entries(CODES))("include %s with its published status", (code, [status]) => {
    expect(status).toBe(publishedStatus(Number(code)));
  });

  test("are all in its table, wherever they are thrown", () => {
    const thrown = sources.flatMap((source) =>
      [...source.matchAll(/(?:ApiError|errorBody)\((?:fault\.code \?\? )?(\d+)/g)].map(([, code]) =>
        Number(code),
      ),
    );
    expect(thrown.length).toBeGreaterThan(50);
    expect(thrown.filter((code) => !(code in CODES))).toEqual([]);
  });

  test("have their published status by default if chosen by a switch", () => {
    const choices = Object.values({ ...defaultSwitches } as Record<string, unknown>).filter(isChoice);
    expect(choices.length).toBeGreaterThan(10);
    for (const { status, code } of choices) expect([code, status]).toEqual([code, publishedStatus(code)]);
  });
});

const keys = { access_key_id: "AKIA1", secret_access_key: "s" };
const role = { role_arn: "arn:aws:iam::123456789012:role/x" };
const volume = (access_mode: string, credentials: object) => ({
  name: "out",
  access_mode,
  service: { type: "s3", bucket: "b", credentials },
});

describe("creation of a volume", () => {
  test.each<[keyof BucketRights, number, number, string, object]>([
    ["exists", 404, 9200, "RO", keys],
    ["accessKey", 403, 9201, "RO", keys],
    ["secretKey", 403, 9202, "RO", keys],
    ["role", 403, 9203, "RO", role],
    ["list", 403, 9204, "RO", keys],
    ["get", 403, 9205, "RO", keys],
    ["put", 403, 9206, "RW", keys],
    ["getAcl", 403, 9207, "RO", role],
    ["getFromPlatform", 403, 9208, "RW", role],
    ["writableRegion", 403, 9209, "RW", keys],
  ])("fails without %s: %i, %i", async (right, status, code, mode, credentials) => {
    const { sim, call } = testWorld();
    sim.setBucketRights("b", { [right]: false });
    const refused = await call("POST", "/storage/volumes", volume(mode, credentials));
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(sim.volume("lab/out")).toBeUndefined();
    sim.setBucketRights("b", { [right]: true });
    expect((await call("POST", "/storage/volumes", volume(mode, credentials))).body.id).toBe("lab/out");
  });

  test.each<[keyof BucketRights, string, object]>([
    ["put", "RO", keys],
    ["writableRegion", "RO", keys],
    ["role", "RW", keys],
    ["accessKey", "RW", role],
  ])("doesn't need %s for %s with these credentials", async (right, mode, credentials) => {
    const { sim, call } = testWorld();
    sim.setBucketRights("b", { [right]: false });
    expect((await call("POST", "/storage/volumes", volume(mode, credentials))).body.id).toBe("lab/out");
  });

  test.each([
    ["s3", 9058],
    ["gcs", 9057],
  ] as const)("fails for RW on %s in an environment that allows it read-only", async (type, code) => {
    const { call } = testWorld({ switches: { readOnlyStores: [type] } });
    const credentials = type === "s3" ? keys : { client_email: "a@b", private_key: "x" };
    const body = { ...volume("RW", credentials), service: { type, bucket: "b", credentials } };
    const refused = await call("POST", "/storage/volumes", body);
    expect([refused.status, refused.body.code]).toEqual([403, code]);
  });
});

test("an export's location that ends with a slash is refused", async () => {
  const { call, item } = exportWorld();
  const refused = await call("POST", "/storage/exports", item(0, "runs/"));
  expect([refused.status, refused.body.code]).toEqual([400, 9072]);
});

describe("the import service", () => {
  const importWorld = () => {
    const world = testWorld({ switches: { importCodes: "import-service", missingImportSource: "submit" } });
    world.sim.addVolume({ name: "archive" });
    world.sim.addUser({ username: "guest", token: "guest-token" });
    world.sim.addProject("lab/run8", { members: ["guest"] });
    for (const key of ["a.bam", "d/b.bam"]) world.sim.addObject("lab/archive", key, { size: 1 });
    return world;
  };
  const into = (destination: object, location = "a.bam") => ({
    source: { volume: "lab/archive", location },
    destination,
  });

  test.each([
    ["a missing folder", into({ parent: "0".repeat(24) }), "", 404, 10222],
    ["a missing source", into({ project: "lab/run8" }, "none.bam"), "", 404, 10225],
    ["no permission for the source", into({ project: "lab/run8" }), "guest-token", 403, 10226],
  ])("refuses an import with %s", async (_name, body, token, status, code) => {
    const { call, sim } = importWorld();
    const refused = await call("POST", "/storage/imports", body, token || sim.token);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  test.each([
    ["a.bam", 10223],
    ["d/", 10224],
  ])("fails the job if %s already exists, with %i", async (location, code) => {
    const { call, pass, sim } = importWorld();
    const body = into({ project: "lab/run8" }, location);
    await call("POST", "/storage/imports", body);
    pass(60);
    await call("POST", "/storage/imports", body);
    pass(60);
    const failed = sim.imports().filter(({ state }) => state === "FAILED");
    expect(failed).toMatchObject([{ error: { status: 409, code } }]);
  });
});
