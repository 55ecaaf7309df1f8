import * as pulumi from "@pulumi/pulumi";

interface Inputs {
  path: string;
  uris: string[];
}

/** Stands for whatever works on the exported objects: here, a text file that lists them. */
const provider: pulumi.dynamic.ResourceProvider<Inputs, Inputs> = {
  async create(inputs) {
    const { writeFile } = await import("node:fs/promises");
    await writeFile(inputs.path, inputs.uris.map((uri) => `${uri}\n`).join(""));
    return { id: inputs.path, outs: inputs };
  },
  async update(_id, _olds, inputs) {
    const { writeFile } = await import("node:fs/promises");
    await writeFile(inputs.path, inputs.uris.map((uri) => `${uri}\n`).join(""));
    return { outs: inputs };
  },
  async delete(_id, { path }) {
    const { rm } = await import("node:fs/promises");
    await rm(path, { force: true });
  },
};

export class UriList extends pulumi.dynamic.Resource {
  declare readonly uris: pulumi.Output<string[]>;

  constructor(name: string, args: { path: string; uris: pulumi.Input<pulumi.Input<string | undefined>[]> }) {
    super(provider, name, args);
  }
}
