import { describe, expect, test } from "vitest";
import { bulkItems } from "../../../provider/platform/api/bulk";
import { errorInfoSchema, isPlatformError } from "../../../provider/platform/errors/errors";
import { exportsApi } from "../../../provider/platform/api/exports";
import { isAliasAt } from "../../../provider/platform/api/alias";
import { fileSchema } from "../../../provider/platform/api/files";
import { objectUri, volumeSchema } from "../../../provider/platform/api/volumes";
import { cannedClient } from "../../support/cannedClient";

const FILE = { id: "65a1f0c2e4b0a1b2c3d4e5f6", name: "a.cram" };

describe("a file", () => {
  test("is read with its ID alone, as in stubs within other objects", () => {
    expect(fileSchema.parse({ id: "x" })).toMatchObject({
      id: "x",
      name: "",
      type: "file",
      tags: [],
      metadata: {},
      secondaryFiles: [],
      archived: undefined,
    });
  });

  test.each([
    [
      "null everywhere",
      Object.fromEntries(
        [
          "name",
          "project",
          "type",
          "size",
          "parent",
          "href",
          "created_on",
          "modified_on",
          "storage",
          "origin",
          "tags",
          "metadata",
          "secondary_files",
          "is_archived",
        ].map((key) => [key, null]),
      ),
    ],
    [
      "other types everywhere",
      Object.fromEntries(
        [
          "name",
          "project",
          "type",
          "parent",
          "href",
          "storage",
          "origin",
          "tags",
          "metadata",
          "secondary_files",
          "is_archived",
        ].map((key) => [key, 7]),
      ),
    ],
  ])("is read with %s", (_, members) => {
    expect(fileSchema.parse({ ...members, id: "x" })).toMatchObject({
      name: "",
      type: "file",
      size: undefined,
      storage: undefined,
      tags: [],
    });
  });

  test("is read with types and storage in any case, sizes as strings, and unknown members", () => {
    const file = fileSchema.parse({
      ...FILE,
      type: "FOLDER",
      size: "12",
      storage: { type: "volume", volume: "lab/archive", location: "a", hosted_on_locations: null, extra: 1 },
      _secondary_files: [{ id: "i" }],
      new_member: { a: 1 },
    });
    expect(file).toMatchObject({ type: "folder", size: 12, secondaryFiles: ["i"] });
    expect(file.storage).toMatchObject({ type: "VOLUME", volume: "lab/archive" });
    expect(isAliasAt(file, { volume: "lab/archive", location: "a" })).toBe(true);
    expect(isAliasAt(file, { volume: "lab/archive", location: "b" })).toBe(false);
  });

  test.each([[{}], [{ id: "" }], [{ id: null }], [{ id: 7 }], [null], ["x"], [[]]])(
    "is rejected without an ID: %j",
    (body) => {
      expect(fileSchema.safeParse(body).success).toBe(false);
    },
  );
});

describe("a volume", () => {
  test.each([["S3"], ["s3"]])("is read with type %s", (type) => {
    const volume = volumeSchema.parse({
      id: "lab/a",
      name: "a",
      service: { type, bucket: "b", prefix: null },
    });
    expect(volume.service).toMatchObject({ type: "s3", bucket: "b", prefix: undefined });
  });

  test.each([
    [true, true],
    ["true", true],
    [false, false],
    ["False", false],
    [null, true],
    [undefined, true],
  ])("is read with active %j as %s", (active, expected) => {
    expect(volumeSchema.parse({ id: "lab/a", name: "a", active }).active).toBe(expected);
  });

  test.each([[null], [undefined], [7], [{}]])("is read with service %j", (service) => {
    expect(volumeSchema.parse({ id: "lab/a", name: "a", service }).service.type).toBe("");
  });

  test.each([
    [{ type: "s3", bucket: "b", prefix: "p/" }, "s3://b/p/x"],
    [{ type: "s3", bucket: "b" }, "s3://b/x"],
    [{ type: "gcs", bucket: "b" }, "gs://b/x"],
    [{ type: "oss", bucket: "b" }, "oss://b/x"],
    [{ type: "azure", storage_account: "acc", container: "c" }, "https://acc.blob.core.windows.net/c/x"],
    [
      { type: "azure", storage_account: "acc", container: "c", prefix: "p q/", endpoint: "" },
      "https://acc.blob.core.windows.net/c/p%20q/x",
    ],
    [
      {
        type: "azure",
        storage_account: "acc",
        container: "c",
        endpoint: "https://acc.blob.core.chinacloudapi.cn/",
      },
      "https://acc.blob.core.chinacloudapi.cn/c/x",
    ],
    [{ type: "s3" }, undefined],
    [{ type: "azure", container: "c" }, undefined],
    [{ type: "" }, undefined],
  ])("has the right object address for %j", (service, uri) => expect(objectUri(service, "x")).toBe(uri));
});

describe("an error", () => {
  test.each([
    [
      { status: 403, code: 9006, message: "no", more_info: "u" },
      { status: 403, code: 9006, message: "no", moreInfo: "u" },
    ],
    [
      { status: "403", code: "9006" },
      { status: 403, code: 9006 },
    ],
    [{ code: 0 }, { code: 0 }],
    [{ code: null, message: null }, {}],
    [{ code: {}, message: 7, more: 1 }, {}],
    [{}, {}],
  ])("is read: %j", (wire, info) =>
    expect(errorInfoSchema.parse(wire)).toEqual({
      status: undefined,
      code: undefined,
      message: undefined,
      moreInfo: undefined,
      ...info,
    }),
  );
});

const job = (more: object = {}) => ({
  id: "q7Zt",
  state: "RUNNING",
  source: { file: FILE.id },
  destination: { volume: "lab/archive", location: "a" },
  ...more,
});
const getJob = async (body: unknown) => {
  const { client } = cannedClient([body]);
  return exportsApi.get(client, "q7Zt");
};

describe("a job", () => {
  test("is read with its state in any case, null members, unknown members and an odd result", async () => {
    const odd = {
      state: "completed",
      started_on: null,
      finished_on: 5,
      overwrite: "true",
      result: { no: "id" },
      error: null,
      x: 1,
    };
    expect(await getJob(job(odd))).toMatchObject({
      state: "COMPLETED",
      startedOn: undefined,
      finishedOn: undefined,
      overwrite: true,
      result: undefined,
    });
  });

  test("is read with its error", async () => {
    const error = { status: 403, code: 9103, message: "no", more_info: null };
    expect((await getJob(job({ state: "FAILED", error }))).error).toEqual({
      status: 403,
      code: 9103,
      message: "no",
      moreInfo: undefined,
    });
  });
});

describe("items of a bulk response are read one by one", () => {
  const parse = (items: unknown[]) =>
    bulkItems(items, fileSchema, "POST /bulk/files/get").map((item) =>
      "error" in item
        ? `${item.error.failure} ${item.error.code ?? ""} ${item.error.platformMessage ?? ""}`.trim()
        : item.resource.id,
    );

  test.each([
    [{ resource: FILE }, FILE.id],
    [{ resource: FILE, error: null }, FILE.id],
    [{ error: { status: 404, code: 5002, message: "gone" } }, "refused 5002 gone"],
    [{ resource: null, error: { code: "5002" } }, "refused 5002"],
    [{ resource: FILE, error: { code: 5002 } }, "refused 5002"],
    [{ error: "no such file" }, "refused  no such file"],
    [{ error: {} }, "refused"],
    [{ error: 7 }, "refused"],
  ])("%j", (item, expected) => expect(parse([item, { resource: FILE }])).toEqual([expected, FILE.id]));

  test.each([[{}], [null], ["x"], [[]], [{ resource: {} }], [{ resource: null, error: null }]])(
    "%j is malformed",
    (item) => {
      const [first, second] = parse([item, { resource: FILE }]);
      expect(first).toMatch(/^malformed/);
      expect(second).toBe(FILE.id);
    },
  );

  test("but a response without items is malformed as a whole", async () => {
    const { client } = cannedClient([{ items: "none" }]);
    const error: unknown = await exportsApi.startMany(client, [], {}).catch((e: unknown) => e);
    expect(isPlatformError(error) && error.failure).toBe("malformed");
  });
});
