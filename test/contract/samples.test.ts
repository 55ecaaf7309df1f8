import "../support/retryLoaded";
import { describe, expect, test } from "vitest";
import { archivedAmong } from "../../provider/platform/api/archived";
import { bulkGetFiles, listFiles } from "../../provider/platform/api/files";
import { exportsApi } from "../../provider/platform/api/exports";
import { importsApi } from "../../provider/platform/api/imports";
import { getUsername } from "../../provider/platform/account/user";
import { listMembers } from "../../provider/platform/api/volumeMembers";
import { getVolume, listObjects, objectUri } from "../../provider/platform/api/volumes";
import { cannedClient } from "../support/cannedClient";
import { deviations } from "./check";

/**
 * Responses in the shape and spelling of the samples on the platform's pages, with made-up names and values. Each must
 * match the contract and pass through the client without loss.
 */
const API = "https://platform.example/v2";

async function through<T>(
  call: (client: ReturnType<typeof cannedClient>["client"]) => Promise<T>,
  body: object,
  status = 200,
): Promise<T> {
  const { client, asked, clock } = cannedClient([{ status, body }]);
  const value = await clock.run(call(client));
  const { url, method, body: sent } = asked[0]!;
  const path = decodeURI(url.pathname.replace("/v2", "")) + url.search;
  expect(deviations({ method, path, body: sent, status: 200, answer: body })).toEqual([]);
  return value;
}

const exportJob = {
  href: `${API}/storage/exports/job-1`,
  id: "job-1",
  state: "COMPLETED",
  source: { file: "file-1" },
  destination: { volume: "rosa/my-volume", location: "runs/a.bam" },
  started_on: "2026-01-12T09:30:02Z",
  finished_on: "2026-01-12T09:31:40Z",
  overwrite: false,
};

describe("an export", () => {
  test("is read when completed, with the settings that the platform filled in", async () => {
    const properties = { sse_algorithm: "AES256", aws_storage_class: "STANDARD", aws_canned_acl: null };
    const result = { href: `${API}/files/file-1`, id: "file-1", name: "a.bam", project: "rosa/run" };
    const job = await through((client) => exportsApi.get(client, "job-1"), {
      ...exportJob,
      properties,
      result,
    });
    expect(job).toMatchObject({
      id: "job-1",
      state: "COMPLETED",
      destination: { volume: "rosa/my-volume", location: "runs/a.bam" },
      properties: { sseAlgorithm: "AES256", awsStorageClass: "STANDARD", awsCannedAcl: null },
      result: { id: "file-1", name: "a.bam", project: "rosa/run" },
      startedOn: "2026-01-12T09:30:02Z",
    });
  });

  test.each([409, 404])("is read when failed, as the body of a response with status %i", async (status) => {
    const error = { status: 409, code: 9107, message: "There is a file at the location.", more_info: "" };
    const job = await through(
      (client) => exportsApi.get(client, "job-1"),
      { ...exportJob, state: "FAILED", error },
      status,
    );
    expect(job).toMatchObject({ state: "FAILED", error: { code: 9107, status: 409 } });
  });

  test("is read when pending, without times and settings", async () => {
    const { started_on: _, finished_on: __, ...pending } = { ...exportJob, state: "PENDING" };
    const job = await through((client) => exportsApi.get(client, "job-1"), pending);
    expect(job).toMatchObject({ state: "PENDING" });
    expect(job.finishedOn).toBeUndefined();
  });
});

describe("an import", () => {
  const request = {
    source: { volume: "rosa/my-volume", location: "samples/november/" },
    destination: { project: "rosa/run" },
    overwrite: false,
    autorename: false,
  };

  test("is read for a folder, whose location comes back without its slash, with project, parent and name together", async () => {
    const job = await through((client) => importsApi.start(client, request, {}), {
      href: `${API}/storage/imports/job-2`,
      id: "job-2",
      state: "PENDING",
      source: { volume: "rosa/my-volume", location: "samples/november", type: "folder" },
      destination: { project: "rosa/run", parent: "folder-0", name: "november" },
      overwrite: false,
      autorename: false,
      preserve_folder_structure: true,
    });
    expect(job).toMatchObject({
      source: { location: "samples/november" },
      destination: { project: "rosa/run", parent: "folder-0", name: "november" },
      preserveFolderStructure: true,
    });
  });

  test("is read in a bulk response in which one of several is refused", async () => {
    const body = {
      items: [
        { resource: { href: `${API}/storage/imports/job-3`, id: "job-3", state: "PENDING", ...request } },
        { error: { status: 404, code: 9105, message: "Location doesn't exist.", more_info: "" } },
      ],
    };
    const items = await through((client) => importsApi.startMany(client, [request, request], {}), body);
    expect(items).toMatchObject([{ resource: { id: "job-3" } }, { error: { code: 9105, status: 404 } }]);
  });
});

describe("a volume", () => {
  const volume = {
    href: `${API}/storage/volumes/rosa/my-volume`,
    id: "rosa/my-volume",
    name: "my-volume",
    access_mode: "RW",
    active: true,
    created_on: "2026-01-10T08:00:00Z",
  };

  test("is read with a host name and an encryption flag, and without settings", async () => {
    const service = {
      type: "S3",
      bucket: "rosa-bucket",
      prefix: "input-files",
      hostname: "s3.amazonaws.com",
      sse_enabled: true,
      credentials: { access_key_id: "AKIAEXAMPLE0000000000" },
    };
    const found = await through((client) => getVolume(client, volume.id), { ...volume, service });
    expect(found).toMatchObject({ id: "rosa/my-volume", accessMode: "RW", service: { type: "s3" } });
    expect(objectUri(found.service, "20.intervals")).toBe("s3://rosa-bucket/input-files/20.intervals");
  });

  test("is read on Azure, where the container is called a bucket", async () => {
    const service = { type: "azure", bucket: "container-1", storage_account: "rosa", prefix: "" };
    const found = await through((client) => getVolume(client, volume.id), { ...volume, service });
    expect(objectUri(found.service, "a.bam")).toBe("https://rosa.blob.core.windows.net/container-1/a.bam");
  });

  test("lists its objects one level at a time, with folders that have no slash", async () => {
    const body = {
      href: `${API}/storage/volumes/rosa/my-volume/list?prefix=`,
      items: [
        {
          href: `${API}/storage/volumes/rosa/my-volume/object?location=20.intervals`,
          location: "20.intervals",
          volume: "rosa/my-volume",
          type: "s3",
          metadata: { size: 5, etag: '"1"' },
        },
      ],
      prefixes: [
        {
          href: `${API}/storage/volumes/rosa/my-volume/list?prefix=deep`,
          prefix: "deep",
          volume: "rosa/my-volume",
        },
      ],
      links: [],
      prefix: "",
      limit: 50,
      truncated: false,
    };
    const objects = await through(async (client) => {
      const found = [];
      for await (const object of listObjects(client, volume.id, "")) found.push(object);
      return found;
    }, body);
    expect(objects).toMatchObject([{ location: "20.intervals" }]);
  });

  test("lists its members, including a team", async () => {
    const permissions = { read: true, copy: true, write: true, admin: false };
    const members = await through((client) => listMembers(client, volume.id), {
      href: `${API}/storage/volumes/rosa/my-volume/members`,
      items: [
        { href: `${API}/x`, id: "rosa", username: "rosa", email: "r@example.org", type: "USER", permissions },
        { href: `${API}/y`, id: "0b8e", username: "Sequencing core", type: "TEAM", permissions },
      ],
      links: [],
    });
    expect(members).toMatchObject([
      { username: "rosa", permissions },
      { username: "Sequencing core", permissions },
    ]);
  });
});

describe("files", () => {
  const file = { href: `${API}/files/file-1`, id: "file-1", name: "a.bam", project: "rosa/run", size: 5 };
  const hosted = {
    ...file,
    storage: { type: "PLATFORM", hosted_on_locations: ["aws:us-east-1"] },
    origin: {},
  };
  const archived = { ...file, id: "file-2", storage: { type: "PLATFORM" } };
  const alias = {
    ...file,
    id: "file-3",
    storage: { type: "VOLUME", volume: "rosa/my-volume", location: "a.bam" },
  };
  const folder = {
    href: `${API}/files/folder-0`,
    id: "folder-0",
    name: "deep",
    project: "rosa/run",
    type: "FOLDER",
  };

  test("are read from a list: active, archived, an alias, a folder in capitals", async () => {
    const files = await through((client) => listFiles(client, { project: "rosa/run" }), {
      href: `${API}/files?project=rosa/run&offset=0&limit=50`,
      items: [hosted, archived, alias, folder],
      links: [],
    });
    expect(files.map(archivedAmong(files))).toEqual(["no", "probably", "no", "no"]);
    expect(files.map(({ type }) => type)).toEqual(["file", "file", "file", "folder"]);
    expect(files[2]?.storage).toMatchObject({ volume: "rosa/my-volume", location: "a.bam" });
  });

  test("are read from a bulk response in which one is missing and its status is a word", async () => {
    const { client, clock } = cannedClient([
      {
        items: [
          { resource: hosted },
          { error: { status: "NOT_FOUND", code: 5002, message: "HTTP 404 Not Found" } },
        ],
      },
    ]);
    const answers = await clock.run(bulkGetFiles(client, ["file-1", "file-9"]));
    expect(answers.get("file-1")).toMatchObject({ name: "a.bam", size: 5 });
    expect(answers.get("file-9")).toMatchObject({ code: 5002, isNotFound: true });
  });
});

test("a refusal whose status is a word is read", async () => {
  const { client, clock } = cannedClient([
    { status: 404, body: { status: "NOT_FOUND", message: "HTTP 404 Not Found" } },
  ]);
  await expect(clock.run(getVolume(client, "rosa/none"))).rejects.toMatchObject({
    status: 404,
    failure: "refused",
  });
});

test("a user is read", async () => {
  const body = {
    href: `${API}/users/rosa`,
    username: "rosa",
    email: "r@example.org",
    first_name: "R",
    role: "MEMBER",
    tags: [],
  };
  expect(await through(getUsername, body)).toBe("rosa");
});
