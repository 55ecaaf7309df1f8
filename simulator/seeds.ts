import type { Builder } from "./world/builder";
import type { World } from "./world/world";

type Seed = (world: World, builder: Builder, argument: string | undefined) => void;

/**
 * A small lab: a run of twelve samples, volumes of all kinds, and a cohort. What can't be exported of the run, an archived file and
 * an alias, can be recognised, so all of it can be selected. A copy of a public file can't, so that is in a project of its own.
 */
function demo(world: World, builder: Builder): void {
  world.people.addUser("guest");
  builder.project("lab/run7", { members: ["guest"] });
  builder.volume({ name: "archive", bucket: "lab-archive", members: { guest: { read: true } } });
  builder.volume({ name: "outbound", bucket: "lab-archive", prefix: "outbound/" });
  builder.volume({ name: "reference", bucket: "lab-reference", accessMode: "RO" });
  builder.volume({ name: "retired", bucket: "lab-retired", active: false });
  for (let number = 1; number <= SAMPLES; number++) addSample(builder, number);
  const report = { id: "65a1f0c2e4b0a1b2c3d4f1e0", path: "run7.report.html", size: 48_000 };
  builder.file({ project: "lab/run7", ...report });
  builder.file({ project: "lab/run7", path: "tmp/scratch.bin", size: 1_000_000 });
  builder.file({ project: "lab/run7", path: "old/frozen.bam", size: 9_000_000_000, archived: true });
  builder.project("lab/shared", { members: ["guest"] });
  builder.file({ project: "lab/shared", path: "reference/hg38.fa", size: 3_200_000_000, public: true });
  builder.object("lab/archive", "earlier/run6.cram", 5_000_000);
  const storage = { volume: "lab/archive", location: "earlier/run6.cram" };
  builder.file({ project: "lab/run7", path: "earlier/run6.cram", size: 5_000_000, storage });
  builder.object("lab/reference", "panels/exome.bed", 120_000);
  for (let number = 1; number <= COHORT; number++) addDonor(builder, number);
}

const SAMPLES = 12;
const COHORT = 400;

/** Reads, their index and the variants. The IDs are fixed because manifests name them. */
function addSample(builder: Builder, number: number): void {
  const digits = String(number).padStart(2, "0");
  const sample = `sample-${digits}`;
  const id = (kind: string) => `65a1f0c2e4b0a1b2c3d4${digits}${kind}`;
  const facts = { project: "lab/run7", metadata: { sample_id: sample, experiment: "run7" } };
  const crai = `aligned/${sample}.cram.crai`;
  const index = builder.file({ ...facts, id: id("c1"), path: crai, size: 1_200_000 });
  builder.file({
    ...facts,
    id: id("c0"),
    path: `aligned/${sample}.cram`,
    size: 12_000_000_000,
    tags: ["aligned"],
    origin: { task: "5d4c1f0e-0000-4000-8000-000000000007" },
    secondaryFiles: [index],
  });
  const variants = { path: `variants/${sample}.vcf.gz`, size: 400_000_000, tags: ["variants"] };
  builder.file({ ...facts, id: id("d0"), ...variants });
}

/** One file per ID, so that a table can name it. */
function addDonor(builder: Builder, number: number): void {
  const digits = String(number).padStart(4, "0");
  const metadata = { sample_id: `donor-${digits}`, experiment: "cohort" };
  const path = `aligned/donor-${digits}.cram`;
  const size = 5_000_000_000 + 1_000_000 * ((number * 7919) % 3000);
  builder.file({ project: "lab/cohort", id: `65a1f0c2e4b0a1b2c3e0${digits}`, path, size, metadata });
}

/** Many small files in one project, and a volume for them. */
function scale(_world: World, builder: Builder, argument = "1000"): void {
  const count = Number(argument);
  if (!Number.isInteger(count) || count < 1) throw new Error(`seed scale:${argument}: not a number of files`);
  builder.volume({ name: "archive", bucket: "lab-archive" });
  builder.files({ project: "lab/scale", count, prefix: "sample-" });
}

const SEEDS: Record<string, Seed> = { empty: () => undefined, demo, scale };

/** Names of the seeds, for help texts. */
export const seedNames = Object.keys(SEEDS);

/** Builds the world that a seed describes, always in the same way. An argument follows a colon: "scale:5000". */
export function plant(seed: string, world: World, builder: Builder): void {
  const [name = "", argument] = seed.split(":", 2);
  const grow = SEEDS[name];
  if (!grow) throw new Error(`seed "${name}" is unknown; there are: ${seedNames.join(", ")}`);
  grow(world, builder, argument);
}
