import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationResult } from "../support/engine";
import { newPlatformStack, type PlatformStack, program } from "../support/platformStack";

/** Anyone who has one of these can use the bucket. */
const SECRETS = [
  "first-secret-access-key",
  "second-secret-access-key",
  "pem-of-the-service-account",
  "secret-of-the-application",
  "external-id-of-the-role",
];

const keys = (key: string) => `{ accessKeyId: "AKIALAB0000000000001", secretAccessKey: ${key} }`;
const s3 = (name: string, credentials: string, more = "") =>
  `{ type: "s3", bucket: "bucket-${name}", credentials: ${credentials}${more} }`;
const volume = (name: string, service: string, more = "") =>
  `new Volume("${name}", { name: "${name}", accessMode: "RO", service: ${service}${more} });`;

/** Every way to pass a secret: the first ones aren't marked as secret. */
const volumes = (key: string, more = "") => [
  volume("plain", s3("plain", keys(`"${key}"`)), more),
  volume("leaf", s3("leaf", keys(`pulumi.output("${key}")`)), more),
  volume("pair", s3("pair", `pulumi.output(${keys(`"${key}"`)})`), more),
  volume("whole", `pulumi.output(${s3("whole", keys(`"${key}"`))})`, more),
  volume("later", `Promise.resolve(${s3("later", keys(`"${key}"`))})`, more),
  volume("marked", s3("marked", keys(`pulumi.secret("${key}")`)), more),
  volume(
    "role",
    s3("role", `{ roleArn: "arn:aws:iam::123456789012:role/x", externalId: "external-id-of-the-role" }`),
    more,
  ),
  volume(
    "google",
    `{ type: "gcs", bucket: "bucket-google", credentials: { clientEmail: "a@b", privateKey: "-----BEGIN PRIVATE KEY-----\\npem-of-the-service-account\\n-----END PRIVATE KEY-----\\n" } }`,
    more,
  ),
  volume(
    "federated",
    `{ type: "gcs", bucket: "bucket-federated", credentials: { configuration: JSON.stringify({ secret: "${key}" }) } }`,
    more,
  ),
  volume(
    "azure",
    `{ type: "azure", storageAccount: "account", container: "c", credentials: { tenantId: "t", clientId: "c", clientSecret: "secret-of-the-application" }, properties: { resourceId: "r" } }`,
    more,
  ),
];

const found = (text: string) => SECRETS.filter((secret) => text.includes(secret));

describe("the secrets of volumes", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
  });
  afterAll(() => world.stop());

  /**
   * State, its backups and history, event logs: everything that the CLI has written. Debug messages are excluded: the
   * SDK's own show each resource's complete properties (pulumi: sdk/nodejs/runtime/resource.ts), which no package can
   * change.
   */
  async function written(): Promise<string> {
    const entries = await readdir(join(world.stack.dir, ".state"), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const texts = await Promise.all(files.map((file) => readFile(file, "latin1")));
    return texts
      .join("\n")
      .split("\n")
      .filter((line) => !line.includes('"severity":"debug"'))
      .join("\n");
  }

  async function expectHidden(run: OperationResult) {
    expect(found(run.output)).toEqual([]);
    expect(found(JSON.stringify([run.diagnostics, run.statuses]))).toEqual([]);
    expect(found(await written())).toEqual([]);
    const { resources = [] } = (await world.stack.export()).deployment;
    expect(found(JSON.stringify(resources))).toEqual([]);
  }

  it("never appear in plain text after create", async () => {
    await world.stack.setProgram(program(...volumes("first-secret-access-key")));
    await expectHidden(await world.stack.up());
    // They must exist, or the scan would find nothing in any state.
    const decrypted = await world.stack.resources({ showSecrets: true });
    for (const resource of Object.values(decrypted)) {
      expect(found(JSON.stringify(resource.inputs))).toHaveLength(1);
      expect(found(JSON.stringify(resource.outputs))).toHaveLength(1);
    }
    const { plain } = await world.stack.resources();
    expect(plain?.outputs?.["service"]).toMatchObject({ type: "s3", bucket: "bucket-plain" });
  });

  it("never appear after a refresh, an update or both", async () => {
    await expectHidden(await world.stack.refresh());
    await world.stack.setProgram(program(...volumes("second-secret-access-key")));
    await expectHidden(await world.stack.up({ preview: true }));
    await expectHidden(await world.stack.refresh());
    const texts = JSON.stringify(await world.stack.resources({ showSecrets: true }));
    expect(found(texts)).toEqual(SECRETS.filter((secret) => !secret.startsWith("first")));
  });

  it("never appear in the partial state of a failed change, nor in its errors", async () => {
    const members = ", members: { nobody: {} }";
    await world.stack.setProgram(program(...volumes("first-secret-access-key", members)));
    const failed = await world.stack.up({ expectFailure: true });
    expect(failed.output).toMatch(
      /volume lab\/\w+ exists, but isn't completely as declared: members\.nobody/,
    );
    await expectHidden(failed);
    const halfDone = Object.values(await world.stack.resources()).filter(
      ({ initErrors }) => initErrors?.length,
    );
    expect(halfDone.length).toBeGreaterThan(0);
    world.sim.addUser({ username: "nobody" });
    await expectHidden(await world.stack.up());
    expect((await world.stack.preview()).changes).toMatchObject({ same: 10 });
  });

  it("never appear in outputs of the program unless it asks for them", async () => {
    await world.stack.setProgram(
      program(
        `const known = Volume.get("known", "lab/plain"); exports.bucket = known.service.bucket;`,
        ...volumes("first-secret-access-key", ", members: { nobody: {} }").map(
          (text, i) => `exports.v${i} = ${text.replace(/;$/, "")}.service;`,
        ),
      ),
    );
    const run = await world.stack.up();
    await expectHidden(run);
    expect(await world.stack.pulumi(["stack", "output", "--json"])).toMatch(/"v0": "\[secret\]"/);
    expect((await world.stack.outputs())["bucket"]).toBe("bucket-plain");
    await expectHidden(await world.stack.destroy());
  });
});
