import { afterAll, describe, expect, it } from "vitest";
import { type Check, checkOf } from "../support/blocks";
import { newPlatformStack, type PlatformStack, SUBMISSIONS } from "../support/platformStack";
import { snippetsOf } from "../support/snippets";

const snippet = (page: string, check: Check): string =>
  snippetsOf(page).find((one) => checkOf(one) === check)!.text;

/** Names used in the docs. */
const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";

// The first stacks of docs/getting-started are followed word for word in gettingStarted.test.ts, and in package.test.ts.
describe("examples in docs do what the page says", () => {
  let world: PlatformStack;
  afterAll(() => world?.stop());

  it("docs/manifest.md: the example is declared and deployed by one up", async () => {
    world = await newPlatformStack({
      language: "ts",
      program: snippet("docs/manifest.md", "compiler"),
      files: {
        "exports.yaml": snippet("docs/manifest.md", "manifest"),
        "cohort.tsv": `file\tlocation\n${FILE.replace("f6", "f8")}\tb.cram\n`,
      },
      config: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: { secret: "hunter2-hunter2" } },
      sim: { seed: "empty" },
    });
    const { sim, stack } = world;
    const add = (path: string, id: string) => sim.addFile({ project: "lab/run6", path, id });
    for (const [i, path] of ["a.cram", "b.cram", "c.cram"].entries())
      add(path, FILE.replace("f6", `f${6 + i}`));
    for (const path of ["deep/d.cram", "deep/d.cram.crai", "tmp/e.cram", "f.txt"])
      sim.addFile({ project: "lab/run7", path });
    sim.addProject("lab/run8");
    // The imported object exists in the bucket before the volume is created.
    sim.addVolume({ name: "before", bucket: "lab-archive" });
    sim.addObject("lab/before", "a.cram");
    await stack.up({ preview: true });
    const locations = sim.objects("lab/archive").map(({ location }) => location);
    expect(locations.sort()).toEqual(
      ["a.cram", ...["a", "b", "deep/d", "sample-1"].map((name) => `runs/2026/${name}.cram`)]
        .concat("runs/2026/deep/d.cram.crai")
        .sort(),
    );
    expect(await stack.outputs()).toMatchObject({ volumes: { archive: "lab/archive" }, imports: {} });
    const mark = sim.mark();
    await stack.up({ args: ["--expect-no-changes"] });
    expect(sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("docs/how-to/collaborator-bucket.md: the delivery is exported with its ACL, and destroy leaves the objects", async () => {
    const delivery = await newPlatformStack({
      language: "ts",
      program: snippet("docs/manifest.md", "compiler"),
      files: { "exports.yaml": snippet("docs/how-to/collaborator-bucket.md", "manifest") },
      config: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: { secret: "hunter2-hunter2" } },
      sim: { seed: "empty" },
    });
    const { sim, stack } = delivery;
    // How the bucket's owner sees it.
    sim.addVolume({ name: "whole", bucket: "partner-inbox" });
    const objects = () => sim.objects("lab/whole").map(({ location }) => location);
    const paths = ["aligned/a.cram", "variants/a.vcf.gz", "notes.txt"];
    const files = paths.map((path) => sim.addFile({ project: "lab/run7", path, size: 10 }).id);
    await stack.up({ preview: true });
    expect(await stack.outputs()).toMatchObject({
      projectExports: { delivery: { failed: [], summary: { VERIFIED: { files: 2 } } } },
    });
    expect(sim.exports().map(({ properties }) => properties)).toEqual(
      Array(2).fill(expect.objectContaining({ aws_canned_acl: "bucket-owner-full-control" })),
    );
    expect(objects().sort()).toEqual(["from-lab/aligned/a.cram", "from-lab/variants/a.vcf.gz"]);
    await stack.destroy();
    expect(sim.volume("lab/partner_inbox")).toBeUndefined();
    expect(objects()).toHaveLength(2);
    expect(files.map((id) => sim.file(id).storage.type)).toEqual(Array(3).fill("PLATFORM"));
    await delivery.stop();
  });
});
