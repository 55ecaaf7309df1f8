import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CODES } from "../../provider/platform/errors/remedies";
import { compile, type Declared, type MockRun, newAwsExample, runWithMocks } from "../support/awsExample";
import { checkout } from "../support/project";
import type { PropertyMap } from "../support/wire";
import { newWorld, type World } from "../support/world";

const ROLE = "arn:aws:iam::123456789012:role/platform-1";
const OUTS = {
  "aws:s3/bucket:Bucket": { arn: "arn:aws:s3:::lab-{name}", bucket: "lab-{name}" },
  "aws:iam/user:User": { name: "{name}-user" },
  "aws:iam/role:Role": { name: "{name}-role", arn: ROLE },
  "aws:iam/accessKey:AccessKey": { id: "AKIA-OF-{name}", secret: "secret-of-the-access-key" },
  "pulumi-nodejs:dynamic/cavatica:Volume": { id: "lab/aws_archive" },
  "pulumi-nodejs:dynamic/cavatica:FileExport": { uri: "s3://lab-archive/exports/{name}" },
};
const RIGHTS = ["s3:GetObject", "s3:GetObjectAcl", "s3:PutObject", "s3:PutObjectAcl"];

let world: World;
let dir: string;
let run: MockRun;
let ids: string[];

const ofType = ({ resources }: MockRun, type: string): Declared[] =>
  resources.filter((one) => one.type.endsWith(`:${type}`));
const inputsOf = (from: MockRun, type: string): PropertyMap => ofType(from, type)[0]!.inputs;
const revealed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, one: unknown) =>
    typeof one === "object" && one !== null && "secret" in one ? one.secret : one,
  );

beforeAll(async () => {
  world = await newWorld();
  ids = [world.file(), world.file(), world.file()];
  dir = await newAwsExample();
}, 300_000);
afterAll(() => world?.stop());

const config = (more: Record<string, string> = {}) => ({
  files: JSON.stringify({ "run7/a.cram": ids[0]! }),
  cohort: JSON.stringify({ "b.cram": ids[1]!, "c.cram": ids[2]! }),
  ...more,
});

describe("examples/aws-bucket", () => {
  it("compiles, and an input that AWS or this package doesn't know doesn't", async () => {
    const [index, access] = [join(dir, "index.ts"), join(dir, "access.ts")];
    const texts = await Promise.all([index, access].map((path) => readFile(path, "utf8")));
    await writeFile(index, texts[0]!.replace("accessMode:", "acessMode:"));
    await writeFile(access, texts[1]!.replace("assumeRolePolicy:", "assumePolicy:"));
    const complaints = await compile(dir);
    expect(complaints).toContain("'acessMode' does not exist");
    expect(complaints).toContain("'assumePolicy' does not exist");
    await writeFile(index, texts[0]!);
    await writeFile(access, texts[1]!);
    expect(await compile(dir)).toBe("");
    run = await runWithMocks(dir, { config: config(), outs: OUTS, slow: ["aws:iam/userPolicy:UserPolicy"] });
  }, 300_000);

  it("makes a bucket that is private, versioned and reached by encrypted connections only", () => {
    expect(inputsOf(run, "BucketPublicAccessBlock")).toEqual({
      bucket: "archive-id",
      ...{ blockPublicAcls: true, blockPublicPolicy: true },
      ...{ ignorePublicAcls: true, restrictPublicBuckets: true },
    });
    expect(inputsOf(run, "BucketVersioning")).toMatchObject({
      versioningConfiguration: { status: "Enabled" },
    });
    const [denied] = (inputsOf(run, "BucketPolicy").policy as { Statement: PropertyMap[] }).Statement;
    expect(denied).toMatchObject({
      Effect: "Deny",
      Resource: ["arn:aws:s3:::lab-archive", "arn:aws:s3:::lab-archive/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  it("grants the user what the platform's codes ask for, below the prefix, and nothing else", () => {
    const { user, policy } = inputsOf(run, "UserPolicy") as { user: string; policy: PropertyMap };
    expect(user).toBe("platform-user");
    expect(policy.Statement).toEqual([
      { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::lab-archive" },
      {
        Sid: "ReadAndWrite",
        Effect: "Allow",
        Action: RIGHTS,
        Resource: "arn:aws:s3:::lab-archive/exports/*",
      },
    ]);
    const asked = CODES.filter(([code]) => code >= 9204 && code <= 9207).flatMap(
      ([, , , advice]) => advice.match(/s3:\w+/g) ?? [],
    );
    expect([...new Set(asked)].sort()).toEqual([...RIGHTS, "s3:ListBucket"].sort());
  });

  it("mounts the bucket with the user's key, as a secret, once the user may use it", () => {
    expect(inputsOf(run, "Volume")).toMatchObject({
      name: "aws_archive",
      accessMode: "RW",
      service: {
        secret: {
          type: "s3",
          bucket: "lab-archive",
          prefix: "exports/",
          credentials: { accessKeyId: "AKIA-OF-platform-1", secretAccessKey: "secret-of-the-access-key" },
        },
      },
    });
    const order = run.resources.map(({ type }) => type.split(":").at(-1));
    expect(order).toContain("UserPolicy");
    expect(order.indexOf("Volume")).toBeGreaterThan(order.indexOf("UserPolicy"));
  });

  it("declares exports that the provider carries out on the platform", async () => {
    const create = async (type: string) => {
      const { inputs, failures } = await world
        .type(type)
        .check({}, revealed(inputsOf(run, type)) as PropertyMap);
      expect(failures).toEqual([]);
      return world.type(type).create(inputs);
    };
    expect((await create("Volume")).id).toBe("lab/aws_archive");
    const { outs } = await create("FileExport");
    expect(outs.uri).toBe("s3://lab-archive/exports/run7/a.cram");
    await create("BulkFileExport");
    const written = world.sim.objects("lab/aws_archive").map(({ key }) => key);
    expect(written.sort()).toEqual(
      ["cohort/b.cram", "cohort/c.cram", "run7/a.cram"].map((k) => `exports/${k}`),
    );
    expect(ids.map((id) => world.sim.file(id).storage.type)).toEqual(["PLATFORM", "PLATFORM", "PLATFORM"]);
  });

  it("lists the exported objects in the bucket, where the platform can't write", () => {
    expect(inputsOf(run, "BucketObjectv2")).toEqual({
      bucket: "lab-archive",
      key: "lists/exported.txt",
      contentType: "text/plain",
      content: "s3://lab-archive/exports/run7/a.cram\n",
    });
    expect(run.outputs).toMatchObject({
      volumeId: { value: "lab/aws_archive" },
      uris: { value: ["s3://lab-archive/exports/run7/a.cram"] },
      listUri: { value: "s3://lab-archive/lists/exported.txt" },
    });
  });

  it("takes a role with an external id instead of a user", async () => {
    const principal = "arn:aws:iam::999999999999:root";
    const given = config({
      platformPrincipal: principal,
      externalId: "lab-7",
      platformBuckets: '["theirs"]',
    });
    const other = await runWithMocks(dir, { config: given, outs: OUTS, secretKeys: ["externalId"] });
    expect([ofType(other, "User"), ofType(other, "AccessKey")]).toEqual([[], []]);
    expect(revealed(inputsOf(other, "Role").assumeRolePolicy)).toMatchObject({
      Statement: [
        {
          Principal: { AWS: principal },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "lab-7" } },
        },
      ],
    });
    expect(inputsOf(other, "RolePolicy").policy).toMatchObject({
      Statement: [{}, {}, { Action: "s3:GetObject", Resource: ["arn:aws:s3:::theirs/*"] }],
    });
    expect(inputsOf(other, "Volume").service).toMatchObject({
      secret: { credentials: { roleArn: ROLE, externalId: "lab-7" } },
    });
  });

  it("rotates the key: another generation is another key, which the volume gets", async () => {
    const next = await runWithMocks(dir, { config: config({ keyGeneration: "2" }), outs: OUTS });
    expect(ofType(next, "AccessKey").map(({ name }) => name)).toEqual(["platform-2"]);
    const program = revealed(inputsOf(next, "Volume")) as PropertyMap;
    const volume = world.type("Volume");
    const before = (await volume.check({}, revealed(inputsOf(run, "Volume")) as PropertyMap)).inputs;
    const { inputs } = await volume.check(before, program);
    expect(await volume.diff("lab/aws_archive", before, inputs)).toMatchObject({
      changes: true,
      replaces: [],
    });
    await volume.update("lab/aws_archive", before, inputs);
    expect(world.sim.volume("lab/aws_archive")?.service.credentials).toEqual({
      access_key_id: "AKIA-OF-platform-2",
    });
  });

  it("is described with the rights that it grants", async () => {
    const page = await readFile(join(checkout, "docs/aws-bucket.md"), "utf8");
    const named = [...page.matchAll(/^\| `(s3:\w+)`/gm)].map(([, right]) => right);
    expect(named.sort()).toEqual([...RIGHTS, "s3:ListBucket"].sort());
  });
});
