import { stringify } from "yaml";
import { afterEach, describe, expect, it } from "vitest";
import { newPluginStack, plugins, type PluginStack, yamlProject } from "../support/pluginStack";
import { writeFiles } from "../support/project";

const WRITES = /^(POST|PUT|PATCH|DELETE) \/(bulk\/)?(storage|files)(?!.*\/(get|query)$)/;

/** The JavaScript program that created the stack. */
const before = (program: string) => ({
  "Pulumi.yaml": stringify({ name: "test", runtime: { name: "nodejs", options: { typescript: false } } }),
  "package.json": JSON.stringify({ name: "test", private: true, main: "index.js" }),
  "index.js": `const cavatica = require("pulumi-cavatica");\n${program}`,
});

const credentials = { accessKeyId: "AKIALAB0000000000001", secretAccessKey: "secret-access-key-0001" };
const service = { type: "s3", bucket: "bucket-fresh", credentials };

interface Files {
  one: string;
  two: string;
  three: string;
}

const inJavaScript = ({ one, two, three }: Files) => `
const service = ${JSON.stringify(service)};
const fresh = new cavatica.Volume("fresh", { name: "fresh", accessMode: "RW", service });
new cavatica.FileExport("one", {
  source: { file: "${one}" },
  destination: { volume: fresh.id, location: "one.bam" },
}, { customTimeouts: { create: "1h" } });
new cavatica.BulkFileExport("many", {
  volume: "lab/archive",
  prefix: "many/",
  copyOnly: true,
  items: [{ source: { file: "${two}" }, destination: { location: "two.bam" } }],
});
new cavatica.ProjectExport("whole", { project: "lab/run7", include: ["aligned/*"], volume: "lab/archive" });
new cavatica.FileImport("back", {
  source: { volume: "lab/archive", location: "there.bam" },
  destination: { project: "lab/run7", name: "back.bam" },
});
new cavatica.BulkFileImport("backs", {
  volume: "lab/archive",
  project: "lab/run7",
  items: [{ source: { location: "there.bam" }, destination: { name: "${three}.bam" } }],
});
`;

const inYaml = ({ one, two, three }: Files) => ({
  resources: {
    fresh: { type: "cavatica:Volume", properties: { name: "fresh", accessMode: "RW", service } },
    one: {
      type: "cavatica:FileExport",
      properties: { source: { file: one }, destination: { volume: "${fresh.id}", location: "one.bam" } },
    },
    many: {
      type: "cavatica:BulkFileExport",
      properties: {
        volume: "lab/archive",
        prefix: "many/",
        copyOnly: true,
        items: [{ source: { file: two }, destination: { location: "two.bam" } }],
      },
    },
    whole: {
      type: "cavatica:ProjectExport",
      properties: { project: "lab/run7", include: ["aligned/*"], volume: "lab/archive" },
    },
    back: {
      type: "cavatica:FileImport",
      properties: {
        source: { volume: "lab/archive", location: "there.bam" },
        destination: { project: "lab/run7", name: "back.bam" },
      },
    },
    backs: {
      type: "cavatica:BulkFileImport",
      properties: {
        volume: "lab/archive",
        project: "lab/run7",
        items: [{ source: { location: "there.bam" }, destination: { name: `${three}.bam` } }],
      },
    },
  },
});

const inPython = ({ one, two, three }: Files) => ({
  "Pulumi.yaml": stringify({ name: "test", runtime: "python", plugins }),
  "__main__.py": `
import pulumi_cavatica as cavatica

fresh = cavatica.Volume("fresh", name="fresh", access_mode="RW", service={
    "type": "s3",
    "bucket": "bucket-fresh",
    "credentials": {"access_key_id": "${credentials.accessKeyId}", "secret_access_key": "${credentials.secretAccessKey}"},
})
cavatica.FileExport("one", source={"file": "${one}"}, destination={"volume": fresh.id, "location": "one.bam"})
cavatica.BulkFileExport("many", volume="lab/archive", prefix="many/", copy_only=True,
    items=[{"source": {"file": "${two}"}, "destination": {"location": "two.bam"}}])
cavatica.ProjectExport("whole", project="lab/run7", include=["aligned/*"], volume="lab/archive")
cavatica.FileImport("back", source={"volume": "lab/archive", "location": "there.bam"},
    destination={"project": "lab/run7", "name": "back.bam"})
cavatica.BulkFileImport("backs", volume="lab/archive", project="lab/run7",
    items=[{"source": {"location": "there.bam"}, "destination": {"name": "${three}.bam"}}])
`,
});

describe("a stack created in JavaScript continues", () => {
  let world: PluginStack;
  afterEach(() => world.stop());

  const programs: Record<string, (files: Files) => Record<string, string>> = {
    YAML: (files) => yamlProject(inYaml(files)),
    Python: inPython,
  };

  const idsIn = async () =>
    Object.fromEntries(Object.entries(await world.stack.resources()).map(([name, { id }]) => [name, id]));
  const typesIn = async () =>
    ((await world.stack.export()).deployment.resources ?? []).map(({ type }) => type).sort();

  it.each(Object.keys(programs))("in %s, with every resource and without any write", async (language) => {
    world = await newPluginStack({ python: language === "Python", files: before("") });
    world.sim.addObject("lab/archive", "there.bam");
    world.file("aligned/a.cram");
    const files = { one: world.file("one.bam"), two: world.file("two.bam"), three: "three" };
    await writeFiles(world.stack.dir, before(inJavaScript(files)));
    await world.stack.up();
    const ids = await idsIn();
    expect(Object.keys(ids).length).toBe(6);

    await writeFiles(world.stack.dir, programs[language]!(files));
    const mark = world.sim.mark();
    const up = await world.stack.up({ preview: true, args: ["--expect-no-changes"] });
    expect(up.changes).toMatchObject({ same: 7, failed: 0 });
    await world.stack.refresh();
    await world.stack.up({ args: ["--expect-no-changes"] });
    expect(world.sim.countSince(mark, WRITES)).toBe(0);
    expect(await idsIn()).toEqual(ids);
    expect(await typesIn()).toEqual([
      "cavatica:index:BulkFileExport",
      "cavatica:index:BulkFileExport",
      "cavatica:index:BulkFileImport",
      "cavatica:index:FileExport",
      "cavatica:index:FileImport",
      "cavatica:index:ProjectExport",
      "cavatica:index:Volume",
      "pulumi:providers:cavatica",
      "pulumi:pulumi:Stack",
    ]);
    expect(JSON.stringify(await world.stack.export())).not.toContain("__provider");
  });

  it("in YAML, with everything that fromManifest declared", async () => {
    world = await newPluginStack({ files: before(`cavatica.fromManifest("exports.yaml");`) });
    world.file("aligned/a.cram");
    const one = world.file("one.bam");
    await writeFiles(world.stack.dir, {
      "exports.yaml": `
volumes:
  fresh: ${JSON.stringify({ name: "fresh", accessMode: "RW", service })}
exports:
  one: { source: { file: ${one} }, destination: { volume: fresh, location: one.bam } }
projectExports:
  whole: { project: lab/run7, include: ["aligned/*"], volume: lab/archive }
`,
    });
    await world.stack.up();
    const ids = await idsIn();
    await writeFiles(
      world.stack.dir,
      yamlProject({
        resources: { all: { type: "cavatica:Manifest", properties: { path: "exports.yaml" } } },
      }),
    );
    const mark = world.sim.mark();
    const up = await world.stack.up({ preview: true });
    // The only new resource is the component that now contains them.
    expect(up.changes).toMatchObject({ create: 1, same: 4, failed: 0 });
    expect(world.sim.countSince(mark, WRITES)).toBe(0);
    expect(await idsIn()).toMatchObject(ids);
    expect(await typesIn()).not.toContainEqual(expect.stringContaining("dynamic"));
  });

  it("under other names, without exporting anything twice", async () => {
    world = await newPluginStack({ files: before("") });
    const [file, copied] = [world.file("one.bam"), world.file("two.bam")];
    const exported = (source: string, location: string, copyOnly: boolean) => ({
      source: { file: source },
      destination: { volume: "lab/archive", location },
      copyOnly,
    });
    const [one, two] = [exported(file, "one.bam", false), exported(copied, "two.bam", true)];
    const declared = [one, two].map(
      (args, i) => `new cavatica.FileExport("e${i}", ${JSON.stringify(args)});`,
    );
    await writeFiles(world.stack.dir, before(declared.join("\n")));
    await world.stack.up();
    const type = "cavatica:FileExport";
    const resources = { moved: { type, properties: one }, copied: { type, properties: two } };
    await writeFiles(world.stack.dir, yamlProject({ resources }));
    const completed = () =>
      world.sim.exports().flatMap(({ id, state }) => (state === "COMPLETED" ? [id] : []));
    const jobs = completed();
    const up = await world.stack.up({ preview: true });
    expect(up.changes).toMatchObject({ create: 2, delete: 2, failed: 0 });
    // The platform refuses the move, or lets the copy's job fail, and the resource adopts the existing object.
    expect(completed()).toEqual(jobs);
    expect(world.sim.objects("lab/archive")).toHaveLength(2);
    expect(Object.keys(await world.stack.resources()).sort()).toEqual(["copied", "moved"]);
  });
});
