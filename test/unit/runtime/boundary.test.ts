import { describe, expect, it } from "vitest";
import type { PropertyMap } from "../../../provider/inputs/propertyMap";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { toProvider } from "../../../provider/runtime/boundary";
import { type ResourceType, Unfinished } from "../../../provider/runtime/contract/resourceType";
import { keepSecret } from "../../../provider/runtime/engine/redaction";

const SECRET = 'a secret with "quotes"\nand lines';
const TEXT = "exports.handler=…";

/** A resource type that does nothing except what a test overrides. */
const provider = (more: Partial<ResourceType> = {}) =>
  toProvider({
    marker: "state",
    check: (news) => ({ inputs: news, failures: [] }),
    diff: () => ({ changes: false }),
    create: (inputs) => Promise.resolve({ id: "1", outs: { ...inputs, state: "DONE" } }),
    update: (_id, olds) => Promise.resolve(olds),
    read: (_id, olds) => Promise.resolve({ outs: olds, inputs: {} }),
    delete: () => Promise.resolve(),
    ...more,
  });

const thrown = (work: Promise<unknown> | undefined): Promise<Error & PropertyMap> =>
  Promise.resolve(work).then(
    () => Promise.reject(new Error("it succeeded")),
    (error: unknown) => error as Error & PropertyMap,
  );

const refusal = new PlatformError({ failure: "refused", call: "GET /x", status: 404, code: 5002 });

describe("the properties of a resource type", () => {
  it("come without the string that leads to its code, and are returned in a serialisable form", async () => {
    const seen: PropertyMap[] = [];
    const type = provider({
      check: (news, olds) => (seen.push(news, olds), { inputs: { ...news, odd: undefined }, failures: [] }),
      create: (inputs) => (seen.push(inputs), Promise.resolve({ id: "1", outs: { list: [undefined] } })),
    });
    const props = { a: 1, __provider: TEXT };
    expect(await type.check!(props, props)).toEqual({ inputs: { a: 1 }, failures: [] });
    expect(await type.create(props)).toEqual({ id: "1", outs: { list: [null] } });
    expect(seen).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
  });
});

describe("an error that leaves the boundary", () => {
  it("is plain: no numeric code, which would become a gRPC status, and no stack trace", async () => {
    const error = await thrown(provider({ create: () => Promise.reject(refusal) }).create({}));
    expect(error).not.toBeInstanceOf(PlatformError);
    expect(error.stack).toBe(error.message);
    expect(Object.keys(error)).not.toContain("code");
    expect(error.message).toBe(refusal.message);
  });

  it("may be thrown synchronously, as by diff, and may be of any type", async () => {
    const throwing = (what: unknown) =>
      provider({
        diff() {
          throw what;
        },
      }).diff!("1", {}, {});
    expect((await thrown(throwing(new Error("no")))).message).toBe("no");
    expect((await thrown(throwing("a text"))).message).toBe("a text");
    expect((await thrown(throwing(undefined))).message).toBe("undefined");
  });

  it.each(["create", "update", "read", "delete"] as const)(
    "shows no secret, however it was wrapped: %s",
    async (name) => {
      keepSecret(SECRET);
      const wrapped = `${SECRET}; ${JSON.stringify(SECRET)}; ${SECRET.replace(/\s+/g, " ")}`;
      const type = provider({ [name]: () => Promise.reject(new Error(wrapped)) });
      const error = await thrown((type[name] as (...args: unknown[]) => Promise<unknown>)({}, {}, {}));
      expect(error.message).toBe('[secret]; "[secret]"; [secret]');
      expect(error.stack).not.toContain("quotes");
    },
  );

  it("names the job if the work isn't finished, with a state that can be read and deleted", async () => {
    const unfinished = () =>
      Promise.reject(new Unfinished("job-1", { state: "RUNNING", odd: undefined }, "not yet"));
    const type = provider({ create: unfinished, update: unfinished });
    const expected = {
      message: "not yet",
      id: "job-1",
      reasons: ["not yet"],
      properties: { state: "RUNNING", __provider: TEXT },
    };
    const props = { a: 1, __provider: TEXT };
    expect(await thrown(type.create(props))).toMatchObject(expected);
    expect(await thrown(type.update!("job-1", props, props))).toMatchObject(expected);
  });
});

describe("the boundary", () => {
  it.each(["", 7, undefined])("rejects a created resource without a usable ID: %s", async (id) => {
    const type = provider({ create: () => Promise.resolve({ id: id as string, outs: {} }) });
    expect((await thrown(type.create({}))).message).toBe("the platform gave no id");
  });

  it("distinguishes a get, whose state is empty, from a refresh", async () => {
    const asked: boolean[] = [];
    const read: ResourceType["read"] = (_id, outs, isGet) => (
      asked.push(isGet),
      Promise.resolve({ outs, inputs: {} })
    );
    const type = provider({ read });
    await type.read!("1", { state: "DONE", __provider: TEXT });
    await type.read!("1", { __provider: TEXT });
    await type.read!("1");
    expect(asked).toEqual([false, true, true]);
  });

  it("drops a missing resource in a refresh, and fails a get of it", async () => {
    const type = provider({ read: () => Promise.resolve(undefined) });
    expect(await type.read!("1", { state: "DONE" })).toEqual({});
    expect((await thrown(type.read!("1", {}))).message).toBe("nothing with id 1 is visible to this token");
  });
});
