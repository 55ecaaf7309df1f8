import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exchange } from "../../../provider/platform/http/http";
import { isDeeper } from "../../../provider/platform/http/jsonDepth";
import { cannedFetch } from "../../support/cannedClient";

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

describe("a response that is nested too deeply", () => {
  const ask = (body: string, status = 200) =>
    exchange(
      { method: "GET", url: new URL("https://platform.example/v2/files"), headers: {}, call: "GET /files" },
      cannedFetch([{ status, body }]).fetch,
    );

  test.each([101, 10_000, 1_000_000])("is malformed: %i levels", async (levels) => {
    const objects = '{"items":'.repeat(levels) + "1" + "}".repeat(levels);
    for (const body of [nested(levels), objects, nested(levels).slice(0, levels)])
      await expect(ask(body)).rejects.toMatchObject({
        failure: "malformed",
        outcomeUnknown: true,
        message: expect.stringContaining("nested more than 100 levels deep") as string,
      });
  });

  test("is refused by its status alone if it is a refusal", async () => {
    await expect(ask(nested(10_000), 404)).rejects.toMatchObject({ failure: "refused", status: 404 });
  });

  test("has more than 100 levels, which no response has", async () => {
    expect((await ask(nested(100))).body).toBeDefined();
  });
});

test("levels are counted as JSON.parse creates them", () => {
  const levelsOf = (value: unknown): number =>
    typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(levelsOf)) : 0;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(8), (value, most) => {
      expect(isDeeper(JSON.stringify(value), most)).toBe(levelsOf(value) > most);
    }),
  );
  expect(isDeeper(JSON.stringify({ "\\": '[[["\\', b: "[[[" }), 1)).toBe(false);
});
