// The example of the registry's overview, in each language on the demonstration platform. The one in Go is compiled with all
// others (referenceGo.test.ts).
import { stringify, parse } from "yaml";
import { afterEach, describe, expect, it } from "vitest";
import { newPlatformStack } from "../support/platformStack";
import { newPluginStack, plugins } from "../support/pluginStack";
import { snippetsOf } from "../support/snippets";

const PAGE = "docs/_index.md";
const example = (language: string): string =>
  snippetsOf(PAGE).find((snippet) => snippet.language === language)!.text;

const sim = { seed: "demo", jobSeconds: 8 } as const;
const config = {
  bucket: "lab-registry",
  accessKeyId: "AKIALAB0000000000001",
  secretAccessKey: { secret: "secret-access-key-of-the-lab" },
};

const STACKS = {
  ts: () => newPlatformStack({ language: "ts", program: example("ts"), config, sim }),
  python: () => {
    const project = stringify({ name: "exports", runtime: "python", plugins });
    const files = { "Pulumi.yaml": project, "__main__.py": example("python") };
    return newPluginStack({ python: true, files, config, sim });
  },
  yaml: () => {
    const project = stringify({ ...(parse(example("yaml")) as object), plugins });
    return newPluginStack({ files: { "Pulumi.yaml": project }, config, sim });
  },
};

describe(`the example of ${PAGE}`, () => {
  let world: Awaited<ReturnType<(typeof STACKS)["ts"]>>;
  afterEach(() => world?.stop());

  it.each(Object.keys(STACKS) as (keyof typeof STACKS)[])("deploys in %s", async (language) => {
    world = await STACKS[language]();
    expect((await world.stack.preview()).changes).toMatchObject({ create: 2, failed: 0 });
    await world.stack.up();
    expect(await world.stack.outputs()).toEqual({ uri: "s3://lab-registry/run7/sample-1.cram" });
    expect(world.sim.objects("lab/registry_archive").map(({ location }) => location)).toEqual([
      "run7/sample-1.cram",
    ]);
    expect((await world.stack.destroy()).changes).toMatchObject({ failed: 0 });
  });
});
