// The state that a stack with a volume, its members, exports and imports leaves on a platform. It is created by the
// provider's own code, as the provider process runs it, without an engine.
import { createRequire } from "node:module";

const { load } = createRequire(import.meta.url)("pulumi-cavatica/provider-runtime/v1");

async function made(type, program) {
  const provider = load(type);
  const { inputs, failures } = await provider.check({}, program);
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  const { id, outs } = await provider.create(inputs);
  return { id, outs, inputs };
}

async function changed(type, { id, outs, inputs }, program) {
  const provider = load(type);
  const news = (await provider.check(inputs, program)).inputs;
  return { id, inputs: news, outs: (await provider.update(id, outs, news)).outs };
}

const volume = (members) => ({
  name: "declared",
  accessMode: "RW",
  description: "by a stack",
  service: {
    type: "s3",
    bucket: "declared-bucket",
    prefix: "runs/",
    credentials: { accessKeyId: "AKIADECLARED", secretAccessKey: "very-secret" },
  },
  members,
});

/** IDs and outputs of everything declared, which the tests compare with what the official client shows. */
export async function declareAll(sim) {
  Object.assign(process.env, { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token });
  for (const username of ["reader", "writer", "leaver"]) sim.addUser({ username });
  sim.addProject("lab/declared-imports");
  const files = sim.addFiles({ project: "lab/declared", count: 2, prefix: "file-", size: 5000 });
  const first = await made("Volume", volume({ reader: {}, writer: { copy: true }, leaver: { admin: true } }));
  const archive = await changed("Volume", first, volume({ reader: {}, writer: { write: true } }));
  const to = (file, location, copyOnly) => ({
    source: { file },
    destination: { volume: archive.id, location },
    copyOnly,
  });
  const moved = await made("FileExport", to(files[0].id, "moved.bam", false));
  const copied = await made("FileExport", to(files[1].id, "deep/copied.bam", true));
  const into = { project: "lab/declared-imports" };
  const imported = await made("FileImport", {
    source: { volume: archive.id, location: "deep/copied.bam" },
    destination: { ...into, name: "back.bam" },
  });
  const bulk = await made("BulkFileImport", {
    items: [{ source: { location: "moved.bam" } }],
    volume: archive.id,
    ...into,
  });
  const outsOf = ({ id, outs }) => ({ id, ...outs });
  return Object.fromEntries(
    Object.entries({ archive, moved, copied, imported, bulk }).map(([name, one]) => [name, outsOf(one)]),
  );
}
