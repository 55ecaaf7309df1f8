import { describe, expect, test } from "vitest";
import { type Claim, Claims, PlaceTaken } from "../../../provider/jobs/claims";

interface Result {
  job?: { id: string };
}

const claim = (more: Partial<Claim> = {}): Claim => ({
  kind: "export",
  place: "lab/archive/a.bam",
  source: "file-1",
  mode: "copy",
  ...more,
});

/** Claims, and how many requests were sent through them. */
function claimed() {
  const claims = new Claims<Result>();
  let sent = 0;
  const once = (more: Partial<Claim> = {}, end: () => Promise<Result> = () => Promise.resolve({})) =>
    claims.once(claim(more), () => {
      sent++;
      return end();
    });
  return { claims, once, sent: () => sent };
}

const ends = (id: string) => () => Promise.resolve({ job: { id } });
const refusal = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error("it was accepted")),
    (error: unknown) => error as Error,
  );

describe("a request to a destination", () => {
  test("that is made twice is sent once, and both get its job", async () => {
    const { once, sent } = claimed();
    const results = await Promise.all([once({}, ends("one")), once({}, ends("two"))]);
    expect([...results, await once({}, ends("three"))]).toEqual(Array(3).fill({ job: { id: "one" } }));
    expect(sent()).toBe(1);
  });

  test("doesn't affect other destinations", async () => {
    const { once, sent } = claimed();
    await Promise.all([once(), once({ place: "lab/archive/b.bam" }), once({ place: "lab/other/a.bam" })]);
    expect(sent()).toBe(3);
  });

  test("is refused unsent if another source has it, before and after that one is done", async () => {
    const { once, sent } = claimed();
    const first = once();
    const other = { kind: "import", source: "file-2" };
    const error = await refusal(once(other));
    expect(error).toBeInstanceOf(PlaceTaken);
    expect(error.name).toBe("PlaceTaken");
    expect(error.message).toBe(
      "import of file-2 to lab/archive/a.bam: file-1 has the same destination in this deployment, " +
        "so one object would replace the other. Give each its own location.",
    );
    await first;
    expect(await refusal(once(other))).toBeInstanceOf(PlaceTaken);
    expect(sent()).toBe(1);
  });

  test("is refused unsent if the same source goes there in the other mode", async () => {
    const { once, sent } = claimed();
    await once();
    expect((await refusal(once({ mode: "move" }))).message).toBe(
      "export of file-1 to lab/archive/a.bam: the same deployment declares it both as a copy and as a move. " +
        "Choose one (copyOnly).",
    );
    expect(sent()).toBe(1);
  });
});

describe("a destination is free again", () => {
  test("if its request has failed", async () => {
    const { once, sent } = claimed();
    await expect(once({}, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await once({ source: "file-2" });
    expect(sent()).toBe(2);
  });

  test("if its job has failed", async () => {
    const { claims, once, sent } = claimed();
    await once({}, ends("one"));
    claims.failed("one");
    await once({ source: "file-2" }, ends("two"));
    expect(sent()).toBe(2);
  });

  test("but not because a job failed that it doesn't have, or no longer has", async () => {
    const { claims, once } = claimed();
    await once({}, ends("one"));
    claims.failed("other");
    expect(await refusal(once({ source: "file-2" }))).toBeInstanceOf(PlaceTaken);
    claims.failed("one");
    await once({}, ends("two"));
    claims.failed("one");
    expect(await refusal(once({ source: "file-2" }))).toBeInstanceOf(PlaceTaken);
  });

  test("and stays taken if what was requested is there without a job", async () => {
    const { once, sent } = claimed();
    await once({}, () => Promise.resolve({}));
    expect(await once()).toEqual({});
    expect(await refusal(once({ source: "file-2" }))).toBeInstanceOf(PlaceTaken);
    expect(sent()).toBe(1);
  });
});
