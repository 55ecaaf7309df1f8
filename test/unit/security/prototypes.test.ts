import { describe, expect, test } from "vitest";
import { bulkItems } from "../../../provider/platform/api/bulk";
import { fileSchema } from "../../../provider/platform/api/files";
import { errorInfoSchema } from "../../../provider/platform/errors/errors";
import { exchange } from "../../../provider/platform/http/http";
import { parseState } from "../../../provider/report/state";
import { reportOf } from "../../../provider/report/report";
import { SAMPLES } from "../runtime/inputSamples";
import { cannedFetch } from "../../support/cannedClient";
import { resource, stateOf } from "../../support/sampleState";

const EVIL = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
const evil = () => JSON.parse(EVIL) as Record<string, unknown>;
const isClean = () => expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();

describe("names of prototypes change no object but the one that has them", () => {
  test("in responses", async () => {
    const request = {
      method: "GET" as const,
      url: new URL("https://x.example/v2"),
      headers: {},
      call: "GET",
    };
    const body = `{"items":[${EVIL}],"links":[${EVIL}],${EVIL.slice(1)}`;
    await exchange(request, cannedFetch([{ body }]).fetch);
    await exchange(request, cannedFetch([{ body, status: 400 }]).fetch).catch(() => undefined);
    errorInfoSchema.safeParse(evil());
    fileSchema.safeParse({ ...evil(), id: "x", metadata: evil(), storage: evil() });
    bulkItems([evil(), { resource: evil(), error: evil() }], fileSchema, "POST /bulk");
    isClean();
  });

  test.each(Object.keys(SAMPLES))("in the inputs of a %s", (type) => {
    const { program, type: runtime } = SAMPLES[type]!;
    for (const name of Object.keys(program)) {
      const given = JSON.parse(JSON.stringify({ ...program, [name]: evil() })) as Record<string, unknown>;
      runtime.check(given, {}, { urn: "urn", timeout: 1 });
      runtime.check({ ...evil(), ...program }, {}, { urn: "urn", timeout: 1 });
    }
    isClean();
  });

  test("in a state", () => {
    const outputs = { state: "COMPLETED", result: evil(), error: evil(), destination: evil() };
    const state = stateOf([resource("FileExport", "__proto__", outputs, { inputs: evil() })]);
    expect(reportOf(parseState(state, "state")).rows).toMatchObject([{ resource: "__proto__" }]);
    isClean();
  });
});
