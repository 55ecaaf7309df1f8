import { expect, test } from "vitest";
import type { Switches } from "../../../simulator";
import { exportWorld } from "./world";

const withSwitches = (switches: Partial<Switches>, count = 3) => exportWorld({ switches }, count);

test("occupiedLocation and sameLocation refuse at submission", async () => {
  const { sim, call, item } = withSwitches({ occupiedLocation: "submit", sameLocation: "refuse" });
  sim.addObject("lab/archive", "there");
  const code = async (index: number, at: string, more = {}) =>
    (await call("POST", "/storage/exports", item(index, at, more))).body.code;
  expect(await code(0, "there")).toBe(9107);
  expect(await code(0, "there", { overwrite: true })).toBeUndefined();
  expect(await code(1, "new")).toBeUndefined();
  expect(await code(2, "new")).toBe(9107);
});

test("two jobs to one location: by default the second fails when it writes", async () => {
  const { sim, call, pass, item } = withSwitches({});
  await call("POST", "/bulk/storage/exports/create", { items: [item(0, "a"), item(1, "a")] });
  pass(2);
  expect(sim.exports()).toMatchObject([{ state: "COMPLETED" }, { state: "FAILED", error: { code: 9107 } }]);
});

test("pendingMove allows a second move, which then finds an alias", async () => {
  const { sim, call, pass, item } = withSwitches({ pendingMove: "allow" });
  await call("POST", "/bulk/storage/exports/create", { items: [item(0, "a"), item(0, "b")] });
  pass(2);
  expect(sim.exports()).toMatchObject([{ state: "COMPLETED" }, { state: "FAILED", error: { code: 9006 } }]);
});

test("deletedSource decides about an export of a deleted file", async () => {
  for (const [deletedSource, state] of [
    ["fail", "FAILED"],
    ["complete", "COMPLETED"],
  ] as const) {
    const { sim, call, pass, files, item } = withSwitches({ deletedSource });
    await call("POST", "/storage/exports", item(0));
    sim.removeFile(files[0]?.id ?? "");
    pass(2);
    expect(sim.exports()[0]?.state).toBe(state);
  }
});

test("copyOnlyResult, echoCopyOnly, startedOn and finishedOnBeforeEnd change how a job is shown", async () => {
  const { call, pass, item } = withSwitches({
    copyOnlyResult: "absent",
    echoCopyOnly: true,
    startedOn: "running",
    finishedOnBeforeEnd: "null",
  });
  const started = await call("POST", "/storage/exports?copy_only=1", item(0));
  expect(started.body).toMatchObject({ copy_only: false, finished_on: null });
  expect(started.body).not.toHaveProperty("started_on");
  const copy = await call("POST", "/storage/exports?copy_only=TRUE", item(1));
  pass(2);
  const done = (await call("GET", `/storage/exports/${copy.body.id}`)).body;
  expect(done).toMatchObject({ state: "COMPLETED", copy_only: true });
  expect(done).not.toHaveProperty("result");
});

test("keyJoin and leadingSlash change object keys", async () => {
  const keys = async (switches: Partial<Switches>, location: string) => {
    const { sim, call, pass, files } = withSwitches(switches);
    sim.addVolume({ name: "bare", bucket: "lab-bare", prefix: "runs" });
    const destination = { volume: "lab/bare", location };
    const answer = await call("POST", "/storage/exports", { source: { file: files[0]?.id }, destination });
    pass(2);
    return answer.body.code ?? sim.objects("lab/bare").map(({ key }) => key);
  };
  expect(await keys({}, "a")).toEqual(["runs/a"]);
  expect(await keys({ keyJoin: "concat" }, "a")).toEqual(["runsa"]);
  expect(await keys({}, "/a")).toEqual(["runs//a"]);
  expect(await keys({ leadingSlash: "strip" }, "/a")).toEqual(["runs/a"]);
  expect(await keys({ leadingSlash: "refuse" }, "/a")).toBe(9011);
});

test("a failure after the write leaves its object or not", async () => {
  for (const [failedJobLeavesObject, left] of [
    [true, 1],
    [false, 0],
  ] as const) {
    const { sim, call, pass, files, item } = withSwitches({ failedJobLeavesObject });
    sim.failFile(files[0]?.id ?? "", { code: 9100, afterWrite: true });
    await call("POST", "/storage/exports", item(0));
    pass(2);
    expect(sim.exports()[0]?.state).toBe("FAILED");
    expect(sim.objects("lab/archive")).toHaveLength(left);
  }
});

test("properties are merged with the volume's, used as given, or cancelled by an empty object", async () => {
  const shown = async (switches: Partial<Switches>, properties: object | undefined) => {
    const { call, item } = withSwitches(switches);
    return (await call("POST", "/storage/exports", item(0, "a", { properties }))).body["properties"];
  };
  const acl = { aws_canned_acl: "private" };
  const filledIn = { sse_algorithm: "AES256", aws_storage_class: "STANDARD" };
  expect(await shown({}, acl)).toEqual({ ...filledIn, ...acl });
  expect(await shown({}, undefined)).toEqual(filledIn);
  const effective = { echoProperties: "effective" } as const;
  expect(await shown(effective, acl)).toEqual({ sse_algorithm: "AES256", ...acl });
  expect(await shown(effective, { sse_algorithm: null })).toEqual({ sse_algorithm: null });
  expect(await shown({ echoProperties: "given" }, acl)).toEqual(acl);
  expect(await shown(effective, {})).toEqual({ sse_algorithm: "AES256" });
  expect(await shown({ ...effective, emptyProperties: "cancel-defaults" }, {})).toEqual({});
});

test("concurrency keeps the other jobs pending, and retention drops old ones", async () => {
  const { sim, call, pass, item } = withSwitches({ concurrency: 2, jobRetentionSeconds: 10 }, 5);
  await call("POST", "/bulk/storage/exports/create", { items: [0, 1, 2, 3, 4].map((index) => item(index)) });
  const states = () =>
    sim
      .exports()
      .map((job) => job.state.slice(0, 1))
      .join("");
  expect(states()).toBe("RRPPP");
  pass(2);
  expect(states()).toBe("CCRRP");
  pass(2);
  expect(states()).toBe("CCCCR");
  await call("PATCH", "/storage/volumes/lab/archive?force=true", { active: false });
  expect(states()).toBe("CCCCF");
  pass(8);
  expect(states()).toBe("CCF");
});

test("jobListOrder, unknownMembers, limitOver100 and advanceAccessRequired change responses", async () => {
  const { call, item } = withSwitches({
    jobListOrder: "oldest-first",
    unknownMembers: "refuse",
    limitOver100: "refuse",
  });
  expect((await call("POST", "/storage/exports", item(0, "a", { sse_algorithm: "AES256" }))).body.code).toBe(
    9011,
  );
  await call("POST", "/bulk/storage/exports/create", { items: [item(0, "a"), item(1, "b")] });
  const listed = await call("GET", "/storage/exports?fields=_all");
  expect(listed.body.items.map((job) => job.destination.location)).toEqual(["a", "b"]);
  expect((await call("GET", "/storage/exports?limit=101")).status).toBe(400);
  const strict = withSwitches({ advanceAccessRequired: true });
  expect((await strict.call("GET", "/storage/exports")).status).toBe(403);
  const headers = { "X-SBG-Auth-Token": strict.sim.token, "X-SBG-Advance-Access": "Advance" };
  expect((await strict.sim.fetch(`${strict.sim.url}/storage/exports`, { headers })).status).toBe(200);
});

test("sameBucketTwice, defaultAccessMode, readOnlyStores and serviceTypeCase change volumes", async () => {
  const { call } = withSwitches({
    sameBucketTwice: "refuse",
    defaultAccessMode: "RO",
    readOnlyStores: ["gcs"],
    serviceTypeCase: "as-sent",
  });
  const s3 = { type: "S3", bucket: "b", credentials: { access_key_id: "a", secret_access_key: "s" } };
  const made = await call("POST", "/storage/volumes", { name: "one", service: s3 });
  expect(made.body).toMatchObject({ access_mode: "RO", service: { type: "S3" } });
  expect((await call("POST", "/storage/volumes", { name: "two", service: s3 })).body.code).toBe(9002);
  const gcs = { type: "gcs", bucket: "b", credentials: { client_email: "a", private_key: "k" } };
  expect(
    (await call("POST", "/storage/volumes", { name: "three", access_mode: "RW", service: gcs })).body.code,
  ).toBe(9057);
});

test("hostedOnLocations shows hosts for files that aren't archived, for all, or for none", async () => {
  const shown = async (switches: Partial<Switches>) => {
    const { sim, call, files } = withSwitches(switches);
    sim.file(files[0]!.id).archived = true;
    const hosts = async (id: string) => {
      const { storage } = (await call("GET", `/files/${id}`)).body as { storage: Record<string, unknown> };
      return storage["hosted_on_locations"];
    };
    return [await hosts(files[0]!.id), await hosts(files[1]!.id)];
  };
  const here = ["aws:us-east-1"];
  expect(await shown({})).toEqual([undefined, here]);
  expect(await shown({ hostedOnLocations: "all" })).toEqual([here, here]);
  expect(await shown({ hostedOnLocations: "none" })).toEqual([undefined, undefined]);
});
