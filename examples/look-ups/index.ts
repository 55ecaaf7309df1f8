import { Config } from "@pulumi/pulumi";
import { FileExport, getExport, getFile, getFiles, getVolume } from "pulumi-cavatica";

const config = new Config();
const project = config.require("project");

// An async program: the plain look-ups are awaited like any promise, and their results are plain values.
export = async () => {
  // Every CRAM file of one sample, in any folder, with its index.
  const { files } = await getFiles({
    project,
    include: ["**/*.cram"],
    exclude: ["tmp/**"],
    metadata: { sample_id: config.require("sample") },
    secondaryFiles: true,
  });
  const volume = await getVolume({ id: config.require("volume") });
  if (volume.accessMode !== "RW")
    throw new Error(`volume ${volume.id} is read-only: nothing can be exported to it`);

  // Aliases can't be exported: their content is already on a volume.
  const exported = files
    .filter((file) => file.storage?.type === "PLATFORM" && !file.archived)
    .map(
      (file) =>
        new FileExport(file.path, {
          source: { file: file.id },
          destination: { volume: volume.id, location: file.path },
          copyOnly: true,
        }),
    );

  const folder = await getFile({ project, path: "aligned" });
  const { files: beside } = await getFiles({ parent: folder.id, recursive: false });
  const job = config.require("job");

  return {
    found: files.map(({ path }) => path),
    bytes: files.reduce((sum, { size }) => sum + (size ?? 0), 0),
    inFolder: beside.length,
    bucket: volume.bucket,
    uris: exported.map(({ uri }) => uri),
    earlier: job === "" ? undefined : (await getExport({ id: job })).state,
  };
};
