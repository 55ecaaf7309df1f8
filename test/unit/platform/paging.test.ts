import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isPlatformError } from "../../../provider/platform/errors/errors";
import { listAll, type Listing, listWhole } from "../../../provider/platform/http/paging";
import { type Canned, cannedClient } from "../../support/cannedClient";

const item = z.looseObject({ id: z.string() });
const listing: Listing<typeof item> = {
  path: "/files",
  query: { project: "lab/run7" },
  item,
  key: ({ id }) => id,
};

const page = (ids: string[], links: unknown = [], total?: number): Canned => ({
  status: 200,
  body: { items: ids.map((id) => ({ id })), links },
  headers: total === undefined ? {} : { "X-Total-Matching-Query": String(total) },
});
const next = (href: unknown) => [
  { rel: "prev", href: "https://elsewhere.example/?offset=0" },
  { rel: "Next", href, method: "GET" },
];

async function read(pages: Canned[], more: Partial<typeof listing> = {}) {
  const { client, asked } = cannedClient(pages, { withinMs: 0 });
  const ids: string[] = [];
  try {
    for await (const one of listAll(client, { ...listing, ...more })) ids.push(one.id);
    return { ids, asked };
  } catch (error) {
    return { ids, asked, error };
  }
}

describe("pages", () => {
  test("are read to the end, by the links' queries on the endpoint's own host", async () => {
    const { ids, asked } = await read([
      page(["a", "b"], next("http://internal.example/v2/files?project=lab%2Frun7&offset=2&name=x&name=y")),
      page(["c"], next("/v2/files?offset=3")),
      page(["d"]),
    ]);
    expect(ids).toEqual(["a", "b", "c", "d"]);
    expect(asked.map(({ url }) => url.href)).toEqual([
      "https://platform.example/v2/files?fields=_all&project=lab%2Frun7&limit=100",
      "https://platform.example/v2/files?project=lab%2Frun7&offset=2&name=x&name=y",
      "https://platform.example/v2/files?offset=3",
    ]);
  });

  test("of a volume's contents are linked by `next`", async () => {
    const { ids, asked } = await read([
      page(["a"], [{ next: "https://x.example/?continuation_token=t" }]),
      page(["b"]),
    ]);
    expect(ids).toEqual(["a", "b"]);
    expect(asked[1]?.url.search).toBe("?continuation_token=t");
  });

  test.each([
    [[]],
    [null],
    [undefined],
    [[{}]],
    [[{ rel: "next", href: null }]],
    [[{ rel: "next", href: "" }]],
  ])("end if links are %j", async (links) =>
    expect((await read([page(["a"], links, 1)])).ids).toEqual(["a"]),
  );
});

describe("an incomplete list is a platform error", () => {
  test.each(["https://", "http://[::1", "https://ex ample/?offset=1", "//:0"])(
    "with a next link that isn't a URL: %s",
    async (href) => {
      const { error, ids } = await read([page(["a"], next(href), 2)]);
      expect(ids).toEqual(["a"]);
      expect(isPlatformError(error) && error.failure).toBe("malformed");
      expect(String(error)).toContain(
        "GET /files: the list is incomplete: the link to its next page isn't an address.",
      );
      expect(String(error)).not.toContain(href);
    },
  );

  test.each([["x"], [{}], [["x"]]])("with links of another shape: %j", async (links) => {
    const { error } = await read([page(["a"], links)]);
    expect(isPlatformError(error) && error.failure).toBe("malformed");
  });

  test("with a next link that leads back", async () => {
    const again = next("https://x.example/?offset=1");
    const { error } = await read([page(["a"], again), page(["b"], again)]);
    expect(String(error)).toMatch(/its next page leads back/);
  });

  test("with fewer items than its total", async () => {
    expect(String((await read([page(["a", "a"], [], 2)])).error)).toMatch(/1 of 2 items came/);
  });

  test("with a total that changes between pages", async () => {
    const { error } = await read([page(["a"], next("/?offset=1"), 3), page(["b"], [], 2)]);
    expect(String(error)).toMatch(/it changed while it was read, from 3 items to 2/);
  });

  test("except in collections that change constantly, such as jobs", async () => {
    const { ids, error } = await read([page(["a"], next("/?offset=1"), 3), page(["b"], [], 2)], {
      countsMatch: false,
    });
    expect([ids, error]).toEqual([["a", "b"], undefined]);
  });
});

describe("a whole list", () => {
  test("is read again if it changed, and then contains nothing of the first attempt", async () => {
    const { client } = cannedClient([
      page(["a"], next("/?offset=1"), 3),
      page(["b"], [], 2),
      page(["a"], next("/?offset=1"), 2),
      page(["b"], [], 2),
    ]);
    expect((await listWhole(client, listing)).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("is given up after three attempts", async () => {
    const { client, asked } = cannedClient(Array<Canned>(10).fill(page(["a"], [], 2)));
    await expect(listWhole(client, listing)).rejects.toThrow(/1 of 2 items came/);
    expect(asked).toHaveLength(3);
  });
});
