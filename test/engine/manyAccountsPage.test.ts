// The program of docs/how-to/many-accounts.md in each language that the engine runs here, with a simulated platform per account.
// The one in Go is compiled with all others (referenceGo.test.ts).
import { parse, stringify } from "yaml";
import { afterEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../simulator";
import { newPlatformStack } from "../support/platformStack";
import { newPluginStack, plugins } from "../support/pluginStack";
import { snippetsOf } from "../support/snippets";
import { strict } from "../support/world";

const PAGE = "docs/how-to/many-accounts.md";
const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";

/** The page's program on another platform than the page's. */
const example = (language: string, { url }: Simulator): string =>
  snippetsOf(PAGE)
    .find((snippet) => snippet.language === language)!
    .text.replace(/\bcgc\b/, url);

const TOKEN = "token-of-the-partner";
const config = { partnerToken: { secret: TOKEN } };

const STACKS = {
  ts: (partner: Simulator) => newPlatformStack({ language: "ts", program: example("ts", partner), config }),
  python: (partner: Simulator) => {
    const project = stringify({ name: "exports", runtime: "python", plugins });
    const files = { "Pulumi.yaml": project, "__main__.py": example("python", partner) };
    return newPluginStack({ python: true, files, config });
  },
  yaml: (partner: Simulator) => {
    const program = parse(example("yaml", partner)) as object;
    const project = stringify({ name: "exports", runtime: "yaml", plugins, ...program });
    return newPluginStack({ files: { "Pulumi.yaml": project }, config });
  },
};

describe(`the program of ${PAGE}`, () => {
  let partner: Simulator;
  let world: Awaited<ReturnType<(typeof STACKS)["ts"]>>;
  afterEach(async () => {
    await world?.stop();
    await partner.close();
  });
  const locations = (sim: Simulator, volume: string) => sim.objects(volume).map(({ location }) => location);

  it.each(Object.keys(STACKS) as (keyof typeof STACKS)[])(
    "uses the account of each in %s",
    async (language) => {
      partner = await startSimulator(strict({ jobSeconds: 0.1 }));
      partner.addUser({ username: "partner", token: TOKEN });
      partner.addVolume({ name: "outbound", owner: "partner", bucket: "outbound" });
      for (const path of ["aligned/a.cram", "variants/a.vcf.gz"])
        partner.addFile({ project: "partner/study", path, size: 10 });
      world = await STACKS[language](partner);
      world.sim.addFile({ project: "lab/run7", path: "own.cram", id: FILE, size: 10 });
      await world.stack.up();
      expect(await world.stack.outputs()).toEqual({ failed: [] });
      expect(locations(world.sim, "lab/archive")).toEqual(["own.cram"]);
      expect(locations(partner, "partner/outbound").sort()).toEqual(["a.cram", "variants/a.vcf.gz"]);
    },
  );
});
