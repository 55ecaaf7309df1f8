import fc from "fast-check";
import { describe, expect } from "vitest";
import { bulkItems } from "../../provider/platform/api/bulk";
import { exportsApi } from "../../provider/platform/api/exports";
import { bulkGetFiles, fileSchema, getFile, listFiles } from "../../provider/platform/api/files";
import { importsApi } from "../../provider/platform/api/imports";
import { getVolume, listObjects, objectUri, volumeSchema } from "../../provider/platform/api/volumes";
import { errorInfoSchema, explain, PlatformError } from "../../provider/platform/errors/errors";
import { exchange } from "../../provider/platform/http/http";
import { ServerView, untilReset } from "../../provider/platform/rate/serverView";
import { RateWindow } from "../../provider/platform/rate/rateWindow";
import { cannedClient, cannedFetch, TOKEN } from "../support/cannedClient";
import { fuzz } from "./fuzz";
import { json, mutated, objectOf, odd, textOf } from "./inputs";

const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";
const id = fc.constantFrom(FILE, "q7Zt", "lab/archive", "");
const time = fc.oneof(odd, fc.constantFrom("2026-03-14T09:30:00Z", "2026-03-14T09:30:00+02:00", "yesterday"));

const error = objectOf({
  status: fc.constantFrom<unknown>(200, 403, 404, 429, 500, 503, "404", "NOT_FOUND"),
  code: fc.constantFrom<unknown>(0, 1000, 5002, 9006, 9103, 9107, "9107", 10371),
  message: fc.oneof(odd, fc.string({ unit: "binary" })),
  more_info: odd,
});
const storage = objectOf({
  type: fc.constantFrom("PLATFORM", "VOLUME", "volume"),
  volume: id,
  location: odd,
  hosted_on_locations: fc.array(odd),
});
const file = objectOf({
  ...{ id, name: odd, project: id, type: fc.constantFrom("file", "FOLDER"), parent: id, href: odd, storage },
  ...{
    size: fc.oneof(fc.nat(), odd),
    metadata: fc.dictionary(odd, json),
    tags: fc.array(odd),
    created_on: time,
  },
  ...{ secondary_files: fc.array(json), origin: objectOf({ task: odd }), is_archived: fc.boolean() },
});
const job = objectOf({
  ...{
    id,
    state: fc.constantFrom("PENDING", "RUNNING", "completed", "FAILED"),
    href: odd,
    error,
    result: file,
  },
  ...{
    started_on: time,
    finished_on: time,
    overwrite: fc.boolean(),
    autorename: fc.boolean(),
    copy_only: json,
  },
  source: objectOf({ file: id, volume: id, location: odd }),
  destination: objectOf({ volume: id, location: odd, project: id, parent: id, name: odd }),
  properties: fc.dictionary(odd, json),
});
const service = objectOf({
  ...{ type: fc.constantFrom("s3", "GCS", "azure", "oss"), bucket: odd, prefix: odd, endpoint: odd },
  ...{ storage_account: odd, container: odd, credentials: json, properties: json },
});
const volume = objectOf({ id, name: odd, access_mode: odd, active: odd, created_on: time, service });

const bulk = objectOf({
  items: fc.array(objectOf({ resource: fc.oneof(job, file), error }), { maxLength: 4 }),
});
const page = (item: fc.Arbitrary<unknown>) =>
  objectOf({
    items: fc.array(item, { maxLength: 4 }),
    links: fc.array(objectOf({ rel: fc.constantFrom("next", "prev"), href: odd, next: odd, method: odd })),
  });

/** Each retry gets the same response, and nothing is waited for: time is virtual. */
const clientWith = (body: unknown, status = 200) =>
  cannedClient(
    Array.from({ length: 12 }, () => ({ status, body: JSON.stringify(body) ?? "" })),
    { withinMs: 0 },
  ).client;

const refusals = [PlatformError];

/** Its words go to terminals and logs. */
const isClean = (text: string): void => expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);

describe("responses", () => {
  fuzz("response: of any kind", {
    inputs: fc.record({
      status: fc.constantFrom(200, 201, 302, 400, 401, 404, 409, 429, 500, 503),
      body: fc.oneof(
        json.map((value) => JSON.stringify(value)),
        mutated('{"items":[{"resource":{"id":"q7Zt"},"error":{"code":9107}}],"links":[]}', "{", "[", '"'),
        error.map((value) => JSON.stringify(value)),
        fc.constant(`{"message":"you sent ${TOKEN}"}`),
      ),
    }),
    async run({ status, body }) {
      const headers = { "X-SBG-Auth-Token": TOKEN };
      const request = {
        method: "GET" as const,
        url: new URL("https://platform.example/v2/files"),
        headers,
        call: "GET",
      };
      try {
        await exchange(request, cannedFetch([{ status, body }]).fetch);
      } catch (error) {
        expect((error as Error).message).not.toContain(TOKEN);
        isClean((error as Error).message);
        throw error;
      }
    },
    refusals,
  });

  fuzz("response: an error", {
    inputs: error,
    run: (body) => clientWith(body, 403).call({ path: "/x", answer: fileSchema }),
    refusals,
  });
  fuzz("response: a file", { inputs: file, run: (body) => getFile(clientWith(body), FILE), refusals });
  fuzz("response: a job of an export", {
    inputs: job,
    run: (body) => exportsApi.get(clientWith(body), "q7Zt"),
    refusals,
  });
  fuzz("response: a job of an import", {
    inputs: job,
    run: (body) => importsApi.get(clientWith(body), "q7Zt"),
    refusals,
  });
  fuzz("response: a volume", {
    inputs: volume,
    run: (body) => getVolume(clientWith(body), "lab/archive"),
    refusals,
  });

  fuzz("response: items of a bulk call", {
    inputs: bulk,
    async run(body) {
      const found = await bulkGetFiles(clientWith(body), [FILE, "75a1f0c2e4b0a1b2c3d4e5f6"]);
      expect([...found.keys()]).toEqual(expect.arrayContaining([FILE, "75a1f0c2e4b0a1b2c3d4e5f6"]));
    },
    refusals,
  });
  fuzz("response: jobs of a bulk call", {
    inputs: fc.array(json),
    run: (items) => bulkItems(items, fileSchema, "POST /bulk"),
  });
  fuzz("response: a page of files", {
    inputs: page(file),
    run: (body) => listFiles(clientWith(body), { project: "lab/run7" }),
    refusals,
  });
  fuzz("response: a page of objects", {
    inputs: page(objectOf({ location: odd })),
    async run(body) {
      for await (const object of listObjects(clientWith(body), "lab/archive", ""))
        expect(object).toBeDefined();
    },
    refusals,
  });

  fuzz("response: an error, in words", {
    inputs: fc.oneof(error, json),
    run(body) {
      const parsed = errorInfoSchema.safeParse(body);
      if (parsed.success) isClean(explain(parsed.data));
    },
  });

  fuzz("URI of an object on a volume", {
    inputs: fc.record({ service, location: fc.oneof(odd, fc.string({ unit: "binary" })) }),
    run({ service, location }) {
      const parsed = volumeSchema.safeParse({ id: "lab/a", name: "a", service });
      if (parsed.success)
        expect(["string", "undefined"]).toContain(typeof objectUri(parsed.data.service, location));
    },
  });
});

const number = fc.oneof(fc.double(), fc.maxSafeInteger(), fc.constantFrom(0, -1, 1000, 1_768_210_200, 1e15));
const rate = fc.record(
  { limit: number, remaining: number, reset: number, date: fc.maxSafeInteger() },
  { requiredKeys: [] },
);

describe("rate limits", () => {
  fuzz("rate-limit headers as text", {
    inputs: fc.dictionary(
      fc.constantFrom(
        "X-RateLimit-Limit",
        "X-RateLimit-Remaining",
        "X-RateLimit-Reset",
        "Retry-After",
        "Date",
      ),
      textOf("1000", "0", "-1", "1e9", "1768210200", "NaN", " ", "Mon, 12 Jan 2026 09:30:00 GMT").map(
        (text) =>
          // Other characters can't be in a header at all.
          text.replace(/[^\x20-\x7e]/g, ""),
      ),
    ),
    async run(headers) {
      const request = {
        method: "GET" as const,
        url: new URL("https://platform.example/v2"),
        headers: {},
        call: "GET",
      };
      const { rate } = await exchange(request, cannedFetch([{ headers, body: {} }]).fetch);
      for (const value of Object.values(rate))
        expect(value === undefined || Number.isFinite(value)).toBe(true);
    },
  });

  fuzz("rate-limit headers as numbers", {
    inputs: fc.record({
      rate: rate.map(finite),
      now: fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
    }),
    run({ rate, now }) {
      const ms = untilReset(rate, now, 300_000);
      expect(ms >= 0 && ms <= 3_600_000).toBe(true);
      const view = ServerView.from(rate, { answeredBefore: 0 }, now, 300_000);
      if (view) expect(Number.isFinite(view.left(1))).toBe(true);
      const window = new RateWindow();
      const ticket = window.sent("call");
      window.answered(ticket, now, rate);
      const at = window.earliest("call", now + 1);
      expect(at <= now + 3_700_000).toBe(true);
    },
  });
});

/** The client drops what isn't a finite number. */
const finite = (given: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => Number.isFinite(value)));
