import { afterAll, beforeAll, expect, it } from "vitest";
import { importOf } from "../support/imports";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await newWorld();
  world.sim.addProject("lab/run8");
  for (const location of ["a.bam", "set/b.bam", "flat/c.bam"]) world.sim.addObject("lab/archive", location);
});
afterAll(() => world.stop());

it.each<[string, string, PropertyMap]>([
  ["an object", "a.bam", {}],
  ["a folder", "set/", {}],
  ["a scattered folder", "flat/", { preserveFolderStructure: false }],
])(
  "FileImport.get of a job of %s returns the inputs that it was declared with",
  async (_what, location, more) => {
    const declared = importOf(location, more);
    const { id } = await world.type("FileImport").create(declared);
    const { inputs } = await world.type("FileImport").read(id, {});
    expect(inputs).toMatchObject({ source: declared["source"], destination: { project: "lab/run8" } });
    expect(inputs?.["destination"]).not.toHaveProperty("parent");
    const { failures } = await world.type("FileImport").check({}, inputs!);
    expect(failures).toEqual([]);
  },
);
