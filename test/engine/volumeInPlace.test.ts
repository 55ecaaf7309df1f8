import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jobsOf, newPlatformStack, type PlatformStack, program } from "../support/platformStack";

const NOTHING = { create: 0, update: 0, replace: 0, delete: 0, failed: 0 };
const TEAM = "9a1b0c2d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";

interface Declared {
  service?: object;
  secret?: string;
  members?: object;
}

/** A volume on S3 with an export to it, and one on Azure. */
const declared = (file: string, { service = {}, secret = "first-secret", members = {} }: Declared = {}) => {
  const s3 = {
    type: "s3",
    bucket: "lab-out",
    prefix: "runs/",
    credentials: { accessKeyId: "AKIALAB0000000000001", secretAccessKey: "secret-access-key" },
    ...service,
  };
  const azure = {
    type: "azure",
    storageAccount: "labaccount",
    container: "in",
    credentials: { tenantId: "t", clientId: "c", clientSecret: secret },
    properties: { resourceId: "/subscriptions/s" },
  };
  return program(
    `const out = new Volume("out", ${JSON.stringify({ name: "out", accessMode: "RW", service: s3, members })});`,
    `new Volume("blobs", ${JSON.stringify({ name: "blobs", accessMode: "RO", service: azure })});`,
    `const moved = new FileExport("moved", { source: { file: "${file}" }, destination: { volume: out.id, location: "a.bam" } });`,
    `exports.uri = moved.uri;`,
  );
};

describe("a volume that is changed in place", () => {
  let world: PlatformStack;
  let file: string;
  const stack = () => world.stack;
  const asked = (mark: number) =>
    world.sim.requests.slice(mark).map(({ method, path }) => `${method} ${path}`);
  const changes = (mark: number) => asked(mark).filter((line) => !line.startsWith("GET "));

  beforeAll(async () => {
    world = await newPlatformStack();
    world.sim.addUser({ username: "guest" });
    world.sim.addGroup("Our team", ["guest"], { id: TEAM });
    file = world.file();
    await stack().setProgram(declared(file));
    expect((await stack().up()).changes).toMatchObject({ ...NOTHING, create: 3 });
    expect((await stack().outputs())["uri"]).toBe("s3://lab-out/runs/a.bam");
  });
  afterAll(() => world.stop());

  it("moves to another endpoint with one request and nothing else", async () => {
    const service = { endpoint: "s3.eu-central-1.amazonaws.com" };
    await stack().setProgram(declared(file, { service }));
    const planned = await stack().preview();
    expect(planned.steps).toMatchObject({ out: "update", blobs: "same", moved: "same" });
    expect(planned.output).not.toMatch(/the volume is kept, but mounts/);
    const mark = world.sim.mark();
    expect((await stack().up()).changes).toMatchObject({ ...NOTHING, update: 1 });
    expect(changes(mark)).toEqual(["PATCH /storage/volumes/lab/out"]);
    expect(world.sim.volume("lab/out")?.service.endpoint).toBe(service.endpoint);
  });

  it("moves to another prefix with a warning about the consequences, and no export is repeated", async () => {
    await stack().setProgram(declared(file, { service: { prefix: "later/" } }));
    const planned = await stack().preview();
    expect(planned.steps).toMatchObject({ out: "update", moved: "same" });
    expect(planned.output).toMatch(
      /service\.prefix: the volume is kept, but mounts s3 bucket lab-out below later\/ from now on instead of/,
    );
    const mark = world.sim.mark();
    expect((await stack().up()).changes).toMatchObject({ ...NOTHING, update: 1 });
    expect(changes(mark)).toEqual(["PATCH /storage/volumes/lab/out"]);
    expect(jobsOf(world.sim, file)).toHaveLength(1);
    expect(world.sim.volume("lab/out")).toMatchObject({ active: true, service: { prefix: "later/" } });
    expect((await stack().preview({ args: ["--expect-no-changes"] })).changes).toMatchObject(NOTHING);
  });

  it("updates the URI of its exports with the next refresh", async () => {
    await stack().refresh();
    expect((await stack().resources())["moved"]?.outputs?.["uri"]).toBe("s3://lab-out/later/a.bam");
    await stack().setProgram(declared(file));
    await stack().up();
    await stack().refresh();
    expect((await stack().resources())["moved"]?.outputs?.["uri"]).toBe("s3://lab-out/runs/a.bam");
    expect(jobsOf(world.sim, file)).toHaveLength(1);
  });

  it("takes a new secret on Azure, and keeps the other credentials", async () => {
    await stack().setProgram(declared(file, { secret: "second-secret" }));
    const mark = world.sim.mark();
    const done = await stack().up();
    expect(done.changes).toMatchObject({ ...NOTHING, update: 1 });
    expect(changes(mark)).toEqual(["PATCH /storage/volumes/lab/blobs"]);
    expect(done.output).not.toMatch(/(first|second)-secret/);
    await stack().refresh({ args: ["--expect-no-changes"] });
  });

  it("adds a team as a member, and removes it again", async () => {
    const members = { [TEAM]: { type: "TEAM", copy: true } };
    await stack().setProgram(declared(file, { secret: "second-secret", members }));
    const mark = world.sim.mark();
    expect((await stack().up()).changes).toMatchObject({ ...NOTHING, update: 1 });
    expect(changes(mark)).toEqual(["POST /storage/volumes/lab/out/members"]);
    await stack().refresh({ args: ["--expect-no-changes"] });
    expect((await stack().preview({ args: ["--expect-no-changes"] })).changes).toMatchObject(NOTHING);
    await stack().setProgram(declared(file, { secret: "second-secret" }));
    const before = world.sim.mark();
    await stack().up();
    expect(changes(before)).toEqual([`DELETE /storage/volumes/lab/out/members/${TEAM}`]);
    expect(world.sim.volume("lab/out")?.members.size).toBe(0);
  });

  it("isn't deactivated for a new name while files are aliases on it, and the deployment says what to do", async () => {
    const kept = declared(file, { secret: "second-secret" }).replace(/const moved.*/, "const moved = {};");
    await stack().setProgram(kept);
    expect((await stack().up()).changes).toMatchObject({ ...NOTHING, delete: 1 });
    await stack().setProgram(kept.replace('"name":"out"', '"name":"out_2"'));
    const mark = world.sim.mark();
    const { output } = await stack().up({ expectFailure: true });
    expect(output).toMatch(
      new RegExp(
        `volume lab/out isn't deleted\\. .*aliases of objects on it: ${file} .*declare that one under another name`,
      ),
    );
    expect(changes(mark)).toEqual(["POST /bulk/files/get"]);
    expect(world.sim.volume("lab/out")).toMatchObject({ active: true });
  });
});
