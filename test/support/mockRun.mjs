// node mockRun.mjs, in a program's folder: runs bin/index.js with Pulumi's mocks. Prints the resources in the order in which
// they were created, and the program's outputs.
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";

const { config, secretKeys, outs, slow } = JSON.parse(process.env.MOCK_RUN);
const load = createRequire(join(process.cwd(), "_"));
const pulumi = load("@pulumi/pulumi");
const resources = [];

/** What a provider would add to a resource's inputs: `{name}` stands for the resource's name. */
const addedTo = (type, name) => JSON.parse(JSON.stringify(outs[type] ?? {}).replaceAll("{name}", name));

const mocks = {
  async newResource({ type, name, inputs }) {
    // Whatever doesn't wait for this one comes before it.
    if (slow.includes(type)) await sleep(500);
    const { id = `${name}-id`, ...more } = addedTo(type, name);
    if (type !== "pulumi:pulumi:Stack") resources.push({ type, name, inputs });
    return { id, state: { ...inputs, ...more } };
  },
  call: ({ token }) => {
    throw new Error(`the program calls ${token}`);
  },
};

await pulumi.runtime.setMocks(mocks, "project", "stack");
pulumi.runtime.setAllConfig(config, secretKeys);
const declared = await pulumi.runtime.runInPulumiStack(() => load("./bin/index.js"));
const outputs = Object.fromEntries(
  await Promise.all(
    Object.entries(declared).map(async ([key, value]) => {
      const output = pulumi.output(value);
      return [key, { value: await output.promise(), secret: await output.isSecret }];
    }),
  ),
);
// A resource on which no output depends may still be on its way.
process.once("beforeExit", () => process.stdout.write(JSON.stringify({ resources, outputs })));
