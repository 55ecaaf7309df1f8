import { describe, expect, test } from "vitest";
import { exportWorld, testWorld } from "./world";

const SECRET = "not-to-be-seen";
const user = { access_key_id: "AKIA1", secret_access_key: SECRET };
const s3 = { type: "S3", bucket: "lab-out", credentials: user };
const body = (service: object, more: object = {}) => ({ name: "out_1", access_mode: "RW", service, ...more });

const azure = { type: "azure", storage_account: "acc", container: "c", properties: { resource_id: "r" } };
const login = { tenant_id: "t", client_id: "c", client_secret: SECRET };
const oss = { type: "OSS", bucket: "b", endpoint: "oss.example", credentials: user };

describe("creation of a volume", () => {
  test.each([
    ["s3 by key", s3, { type: "s3", bucket: "lab-out", credentials: { access_key_id: "AKIA1" } }],
    [
      "s3 by role",
      { ...s3, credentials: { role_arn: "arn", external_id: SECRET } },
      { credentials: { role_arn: "arn" } },
    ],
    [
      "gcs",
      { type: "gcs", bucket: "b", credentials: { client_email: "a@b", private_key: SECRET } },
      { type: "gcs", root_url: "https://www.googleapis.com", credentials: { client_email: "a@b" } },
    ],
    [
      "gcs federated",
      { type: "gcs", bucket: "b", credentials: { configuration: SECRET } },
      { credentials: {} },
    ],
  ])("shows no secret for %s", async (_name, service, shown) => {
    const { call } = testWorld();
    const made = await call("POST", "/storage/volumes", body(service));
    expect(made.body).toMatchObject({ id: "lab/out_1", access_mode: "RW", active: true, service: shown });
    expect(made.text + (await call("GET", "/storage/volumes/lab/out_1")).text).not.toContain(SECRET);
    expect((await call("GET", "/storage/volumes?fields=_all")).text).not.toContain(SECRET);
  });

  test.each([
    ["azure", { ...azure, credentials: login }, { container: "c", storage_account: "acc" }, 9039],
    ["oss", oss, { type: "oss", endpoint: "oss.example" }, 9038],
  ])("allows %s as RO only", async (_name, service, shown, code) => {
    const { call } = testWorld();
    const refused = await call("POST", "/storage/volumes", body(service));
    expect([refused.status, refused.body.code]).toEqual([403, code]);
    const made = await call("POST", "/storage/volumes", body(service, { access_mode: "RO" }));
    expect(made.body).toMatchObject({ access_mode: "RO", service: shown });
  });

  test.each([
    ["no name", body(s3, { name: "" }), 9013],
    ["bad name", body(s3, { name: "has-dash" }), 9030],
    ["two underscores together", body(s3, { name: "a__b" }), 9030],
    ["a trailing underscore", body(s3, { name: "ab_" }), 9030],
    ["a name that is too long", body(s3, { name: "a".repeat(33) }), 9030],
    ["no mode", { name: "out", service: s3 }, 9015],
    ["no service", { name: "out", access_mode: "RW" }, 9016],
    ["no type", body({ bucket: "b" }), 9017],
    ["unknown type", body({ ...s3, type: "tape" }), 9017],
    ["no bucket", body({ ...s3, bucket: undefined }), 9017],
    ["half a pair of keys", body({ ...s3, credentials: { access_key_id: "A" } }), 9019],
    ["no private key", body({ type: "gcs", bucket: "b", credentials: { client_email: "a@b" } }), 9025],
    ["name taken", body(s3, { name: "taken" }), 9010],
    ["bucket can't be read", body({ ...s3, bucket: "closed" }), 9001],
    ["bucket can't be written", body({ ...s3, bucket: "locked" }), 9002],
  ])("is refused: %s", async (_name, given, code) => {
    const { sim, call } = testWorld();
    sim.addVolume({ name: "taken" });
    sim.setBucketRights("closed", { read: false });
    sim.setBucketRights("locked", { write: false });
    expect((await call("POST", "/storage/volumes", given)).body.code).toBe(code);
  });
});

describe("changes to a volume", () => {
  test("cover mode, description and credentials, and leave the rest alone", async () => {
    const { sim, call } = testWorld();
    sim.addVolume({ name: "archive", accessMode: "RO" });
    const patch = { access_mode: "RW", description: "ours", service: { credentials: user, type: "S3" } };
    const changed = await call("PATCH", "/storage/volumes/lab/archive", patch);
    expect(changed.body).toMatchObject({ access_mode: "RW", description: "ours" });
    expect(changed.body["service"]).toMatchObject({ credentials: { access_key_id: "AKIA1" } });
    const refused = await call("PATCH", "/storage/volumes/lab/archive", { name: "other" });
    expect([refused.status, refused.body.code]).toEqual([400, 9011]);
  });

  const place = { bucket: "other", prefix: "p/", endpoint: "s3.eu-central-1.amazonaws.com" };
  test("cover bucket, prefix and endpoint, which are tested first", async () => {
    const { sim, call } = testWorld();
    sim.addVolume({ name: "archive" });
    sim.setBucketRights("closed", { list: false });
    const path = "/storage/volumes/lab/archive";
    expect((await call("PATCH", path, { service: place })).body["service"]).toMatchObject(place);
    expect((await call("PATCH", path, { service: { bucket: "closed" } })).body.code).toBe(9204);
    expect((await call("GET", path)).body["service"]).toMatchObject(place);
    expect((await call("PATCH", path, { service: { prefix: null } })).body["service"]).toMatchObject({
      bucket: "other",
      prefix: "",
    });
  });

  test("don't cover bucket, prefix and endpoint with a switch", async () => {
    const { sim, call } = testWorld({ switches: { volumePlacePatch: "refuse" } });
    sim.addVolume({ name: "archive" });
    for (const [name, value] of Object.entries(place)) {
      const refused = await call("PATCH", "/storage/volumes/lab/archive", { service: { [name]: value } });
      expect([refused.status, refused.body.code]).toEqual([400, 9011]);
    }
  });

  test("are refused with wrong keys, and the old ones stay", async () => {
    const { sim, call } = testWorld();
    sim.addVolume({ name: "archive", bucket: "lab-archive" });
    sim.setBucketRights("lab-archive", { secretKey: false });
    const before = sim.volume("lab/archive")?.service.credentials;
    const refused = await call("PATCH", "/storage/volumes/lab/archive", { service: { credentials: user } });
    expect([refused.status, refused.body.code]).toEqual([403, 9202]);
    expect(sim.volume("lab/archive")?.service.credentials).toEqual(before);
  });

  test("cover only the secret of Azure's credentials", async () => {
    const { call } = testWorld();
    const service = { ...azure, credentials: login };
    await call("POST", "/storage/volumes", body(service, { access_mode: "RO" }));
    const patch = (credentials: object) =>
      call("PATCH", "/storage/volumes/lab/out_1", { service: { credentials } });
    const changed = await patch({ client_secret: SECRET });
    expect(changed.body["service"]).toMatchObject({ credentials: { tenant_id: "t", client_id: "c" } });
    expect((await patch({ ...login, client_id: "d" })).body.code).toBe(9019);
    expect((await patch(login)).body.code).toBe(9019);
  });

  test("change nothing if they are refused", async () => {
    const { sim, call } = testWorld();
    sim.addVolume({ name: "archive" });
    const patch = { access_mode: "RO", description: "x", service: { credentials: { access_key_id: "A" } } };
    expect((await call("PATCH", "/storage/volumes/lab/archive", patch)).body.code).toBe(9019);
    expect(sim.volume("lab/archive")).toMatchObject({ accessMode: "RW", description: "" });
  });

  test("include deactivation, which waits for jobs or cancels them with force", async () => {
    const { sim, call, item } = exportWorld();
    await call("POST", "/storage/exports", item(0));
    expect((await call("PATCH", "/storage/volumes/lab/archive", { active: false })).status).toBe(409);
    const forced = await call("PATCH", "/storage/volumes/lab/archive?force=true", { active: false });
    expect(forced.body.active).toBe(false);
    expect(sim.exports()).toMatchObject([{ state: "FAILED", error: { code: 9103 } }]);
    expect((await call("GET", "/storage/volumes/lab/archive/list")).body.code).toBe(9069);
    expect((await call("PATCH", "/storage/volumes/lab/archive", { active: true })).body.active).toBe(true);
  });

  test("include deletion, which requires an inactive volume without aliases", async () => {
    const { sim, call, pass, files, item } = exportWorld();
    await call("POST", "/storage/exports", item(0));
    pass(2);
    const remove = async () => (await call("DELETE", "/storage/volumes/lab/archive")).status;
    expect(await remove()).toBe(409);
    await call("PATCH", "/storage/volumes/lab/archive", { active: false });
    expect(await remove()).toBe(409);
    expect((await call("DELETE", `/files/${files[0]?.id}`)).status).toBe(204);
    expect(await remove()).toBe(204);
    expect(sim.volume("lab/archive")).toBeUndefined();
  });
});

test("members can be added, read, changed and removed, and can use the volume", async () => {
  const { sim, call } = testWorld();
  const guest = sim.addUser({ username: "guest" });
  sim.addVolume({ name: "archive" });
  const path = "/storage/volumes/lab/archive";
  expect((await call("GET", path, undefined, guest.token)).body.code).toBe(9020);
  expect((await call("POST", `${path}/members`, { username: "nobody" })).body.code).toBe(2002);
  const added = await call("POST", `${path}/members`, { username: "guest", permissions: { copy: true } });
  expect(added.body).toMatchObject({
    username: "guest",
    type: "USER",
    permissions: { read: true, copy: true },
  });
  const merged = await call("PATCH", `${path}/members/guest/permissions`, { write: "true" });
  expect(merged.body).toEqual({ read: true, copy: true, write: true, admin: false });
  const listed = await call("GET", `${path}/members`);
  expect(listed.body.items).toMatchObject([{ username: "guest", permissions: { write: true } }]);
  expect((await call("GET", path, undefined, guest.token)).status).toBe(200);
  expect((await call("PATCH", path, { description: "mine" }, guest.token)).body.code).toBe(9020);
  expect((await call("DELETE", `${path}/members/guest`)).status).toBe(204);
  expect((await call("GET", `${path}/members/guest`)).body.code).toBe(3002);
});

test("members of teams and divisions have their permissions", async () => {
  const { sim, call } = testWorld();
  const guest = sim.addUser({ username: "guest" });
  sim.addVolume({ name: "archive" });
  const team = sim.addGroup("Our team", ["guest"]);
  const path = "/storage/volumes/lab/archive";
  const add = (type: string, who: object) =>
    call("POST", `${path}/members`, { ...who, type, permissions: { write: true } });
  expect((await add("DIVISION", { username: team.id })).body.code).toBe(2002);
  // As on the platform's page, and as in its Python client.
  for (const who of [{ username: team.id }, { id: team.id }])
    expect((await add("TEAM", who)).body).toMatchObject({ id: team.id, username: "Our team", type: "TEAM" });
  expect((await call("GET", `${path}/members`)).body.items).toHaveLength(1);
  expect((await call("GET", path, undefined, guest.token)).status).toBe(200);
  expect((await call("PATCH", path, { description: "x" }, guest.token)).body.code).toBe(9020);
  const permissions = `${path}/members/${team.id}/permissions`;
  expect((await call("PUT", permissions, { admin: true })).body).toEqual({
    read: false,
    copy: false,
    write: false,
    admin: true,
  });
  expect((await call("PATCH", path, { description: "x" }, guest.token)).status).toBe(200);
  expect((await call("DELETE", `${path}/members/${team.id}`)).status).toBe(204);
  expect((await call("GET", path, undefined, guest.token)).body.code).toBe(9020);
});

describe("details of a volume", () => {
  const path = "/storage/volumes/lab/archive";

  test("are those of an S3 volume, or by a switch of the page's older sample", async () => {
    const { sim, call } = testWorld({ switches: { volumeDetails: "old" } });
    sim.addVolume({ name: "archive", prefix: "p/" });
    const { body: shown } = await call("GET", path);
    expect(shown).not.toHaveProperty("modified_on");
    expect(shown["updated_on"]).toMatch(/\+02:00$/);
    expect(shown["service"]).toMatchObject({ prefix: "p/", hostname: "s3.amazonaws.com", sse_enabled: true });
    expect(shown["service"]).not.toHaveProperty("properties");
  });

  test.each([
    ["bucket", {}],
    ["container", { switches: { azureDetails: "container" as const } }],
  ])("of Azure call the container %s", async (member, options) => {
    const { sim, call } = testWorld(options);
    sim.addVolume({ name: "archive", type: "azure", bucket: "out" });
    expect((await call("GET", path)).body["service"]).toMatchObject({ [member]: "out" });
  });
});

describe("contents of a volume", () => {
  test("are listed one level at a time, with continuation", async () => {
    const { sim, call } = testWorld();
    sim.addVolume({ name: "archive", prefix: "base/" });
    for (const key of ["b", "a", "deep/1", "deep/2", "deep/er/3", "zz"]) sim.addObject("lab/archive", key);
    const path = "/storage/volumes/lab/archive/list";
    const first = await call("GET", `${path}?limit=2`);
    expect(first.body.items.map((item) => item["location"])).toEqual(["a", "b"]);
    expect(first.body).toMatchObject({ prefix: "", limit: 2, truncated: true });
    const next = first.body.links[0]?.next ?? "";
    expect(next).toContain("continuation_token=");
    const second = await call("GET", next.replace(sim.url, ""));
    expect(second.body.prefixes).toMatchObject([{ prefix: "deep", volume: "lab/archive" }]);
    expect(second.body.items.map((item) => item["location"])).toEqual(["zz"]);
    expect(second.body.links).toEqual([]);
    const deep = await call("GET", `${path}?prefix=deep%2F&fields=_all`);
    expect(deep.body.items).toMatchObject([
      { location: "deep/1", metadata: { size: 1024 } },
      { location: "deep/2" },
    ]);
    expect(deep.body.prefixes).toMatchObject([{ prefix: "deep/er" }]);
  });

  test("include single objects", async () => {
    const { sim, call } = testWorld();
    sim.addVolume({ name: "archive" });
    sim.addObject("lab/archive", "a b/c.cram", { size: 7 });
    const path = "/storage/volumes/lab/archive/object?location=";
    expect((await call("GET", `${path}a%20b%2Fc.cram`)).body).toMatchObject({
      metadata: { size: 7 },
      type: "s3",
    });
    sim.removeObject("lab/archive", "a b/c.cram");
    expect((await call("GET", `${path}a%20b%2Fc.cram`)).body.code).toBe(9105);
  });
});
