import { Config } from "@pulumi/pulumi";
import { FileExport, Volume } from "pulumi-cavatica";
import { UriList } from "./uriList";

const config = new Config();

const store = new Volume("store", {
  name: "example_store",
  // Exports need "RW"; the key must be able to write.
  accessMode: "RW",
  description: "What this stack exports",
  service: {
    type: "s3",
    bucket: config.require("bucket"),
    prefix: config.get("prefix") ?? "",
    credentials: {
      accessKeyId: config.require("accessKeyId"),
      secretAccessKey: config.requireSecret("secretAccessKey"),
    },
  },
});

// Locations relative to the prefix, and the file for each.
const files = config.requireObject<Record<string, string>>("files");

const exported = Object.entries(files).map(
  ([location, file]) =>
    new FileExport(location, {
      source: { file },
      // The volume's id: each export waits until the volume exists.
      destination: { volume: store.id, location },
      // true leaves the file on the platform. false MOVES it: it becomes an alias of the object, one way.
      copyOnly: true,
    }),
);

// Other resources use the objects' addresses like any output, and so wait until the objects exist.
const list = new UriList("list", { path: "exported.txt", uris: exported.map(({ uri }) => uri) });

export const volume = store.id;
export const uris = list.uris;
