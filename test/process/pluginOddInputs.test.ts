import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  asset,
  outputValue,
  type Path,
  placesIn,
  secret,
  SIGNATURE,
  UNKNOWN_TEXTS,
  withChange,
} from "../support/oddValues";
import { newPluginWorld, type PluginWorld } from "../support/pluginWorld";
import type { PropertyMap } from "../support/wire";
import { SAMPLES } from "../unit/runtime/inputSamples";

const WRONG: Record<string, unknown> = {
  nothing: undefined,
  null: null,
  number: 17,
  flag: true,
  list: [],
  object: {},
  asset,
};

describe.each(Object.keys(SAMPLES))("odd values in the inputs of a %s", (type) => {
  let world: PluginWorld;
  beforeAll(async () => {
    world = await newPluginWorld({ config: { preflight: "off" } });
  });
  afterAll(() => world.stop());

  const { program, outs, type: runtime } = SAMPLES[type]!;
  const state = outs(runtime.check(program, {}).inputs);
  const places = placesIn(program);
  const resource = () => world.plugin.resource(type, "odd");
  const given = (place: Path, value: unknown) => withChange(program, place, () => value) as PropertyMap;

  /** Calls check, and the engine's next calls in a preview. Throws if any of them does. */
  async function previewed(inputs: PropertyMap) {
    const checked = await resource().check(inputs);
    if (checked.failures.length > 0) return { ...checked, shown: "" };
    const created = await resource().create(checked.inputs, { preview: true });
    const updated = await resource().update("id", state, checked.inputs, { preview: true });
    return { ...checked, shown: JSON.stringify([checked.inputs, created.outs, updated]) };
  }

  it("pass if they are unknown, wherever they are", async () => {
    for (const place of places)
      for (const unknown of Object.values(UNKNOWN_TEXTS)) {
        const { inputs, failures } = await previewed(given(place, unknown));
        expect({ place, failures }).toEqual({ place, failures: [] });
        await resource()
          .diff("id", state, inputs)
          .catch((error: unknown) =>
            // Moved files can't be exported again, even if other inputs are unknown.
            expect(String(error)).toContain("moved"),
          );
      }
  });

  it("are reported by property, without any marker of the wire format", async () => {
    for (const place of places)
      for (const value of Object.values(WRONG)) {
        const { failures } = await previewed(given(place, value));
        const text = failures.join("\n");
        expect(text).not.toMatch(/4dabf181|c44067f5|undefined|Cannot read|is not a function/);
        for (const failure of failures) expect(failure).toMatch(/^[a-zA-Z0-9.]+: ./);
      }
  });

  it("keep secrets secret, also in a component's output value", async () => {
    for (const place of places) {
      const wrap = (value: unknown) => withChange(program, place, () => value) as PropertyMap;
      let plain: unknown;
      withChange(program, place, (value) => (plain = value));
      const { inputs, shown, failures } = await previewed(wrap(secret(plain)));
      expect({ place, failures }).toEqual({ place, failures: [] });
      expect({ place, is: JSON.stringify(inputs).includes(SIGNATURE) }).toEqual({ place, is: true });
      const other = await previewed(wrap(outputValue({ value: plain, secret: true, dependencies: [] })));
      expect(other.shown).toBe(shown);
    }
  });

  it("show nothing of an invalid secret", async () => {
    for (const place of places) {
      const { failures } = await previewed(given(place, secret("hidden\tin #{it}")));
      expect(failures.join("\n")).not.toContain("hidden");
      const number = await previewed(given(place, secret(98_765_432)));
      expect(number.failures.length).toBeGreaterThan(0);
      expect(number.failures.join("\n")).not.toContain("98765432");
    }
  });
});

describe("secrets that items share", () => {
  let world: PluginWorld;
  beforeAll(async () => {
    world = await newPluginWorld();
  });
  afterAll(() => world.stop());

  it("stay secret in the lines that items become, in inputs, state, failures and errors", async () => {
    const many = world.plugin.resource("BulkFileExport", "many");
    const items = [{ source: { file: world.file() }, destination: { location: "a.bam" } }];
    const { inputs } = await many.check({ items, volume: "lab/archive", prefix: secret("hidden/") });
    expect(inputs["items"]).toEqual(secret([expect.stringContaining("hidden/a.bam")]));
    const { outs } = await many.create(inputs);
    expect(outs["jobs"]).toEqual(secret([expect.stringContaining("hidden/a.bam")]));
    expect(outs["failed"]).toEqual(secret([]));
    const missing = { ...inputs, items: secret(["65a1f0c2e4b0a1b2c3d4e5f6 -> lab/archive/hidden/b.bam"]) };
    const error = await many.create(missing).catch(String);
    expect(error).toContain("1 of 1 failed");
    expect(error).not.toContain("hidden");
  });

  it("hide the URI of a secret location", async () => {
    const one = world.plugin.resource("FileExport", "one");
    const destination = { volume: "lab/archive", location: secret("hidden-1.bam") };
    const { inputs } = await one.check({ source: { file: world.file() }, destination });
    const { id, outs } = await one.create(inputs);
    expect(outs["uri"]).toEqual(secret("s3://lab-archive/exports/hidden-1.bam"));
    const read = await one.read(id, outs);
    expect(read.outs["uri"]).toEqual(outs["uri"]);
    expect(JSON.stringify(world.plugin.logs)).not.toContain("hidden-1");
  });
});
