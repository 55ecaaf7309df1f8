import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { BulkFileExport, FileExport, Volume } from "pulumi-cavatica";
import { exportPolicy, roleAccess, userAccess } from "./access";
import { newBucket } from "./bucket";

const config = new pulumi.Config();
const prefix = config.get("prefix") ?? "exports/";
const copyOnly = config.getBoolean("copyOnly") ?? true;

const bucket = newBucket();
const policy = exportPolicy(bucket.arn, prefix, config.getObject("platformBuckets") ?? []);
const principal = config.get("platformPrincipal");
const { credentials, granted } = principal
  ? roleAccess(policy, { principal, externalId: config.requireSecret("externalId") })
  : userAccess(policy, config.getNumber("keyGeneration") ?? 1);

// The platform tests what the credentials may do, so they must have been granted it.
const service = { type: "s3", bucket: bucket.bucket, prefix, credentials } as const;
const volume = new Volume(
  "archive",
  { name: "aws_archive", accessMode: "RW", service },
  { dependsOn: granted },
);

// Location on the volume, and the file's id. Each of these is a resource, on which others may depend.
const files = config.requireObject<Record<string, string>>("files");
const exported = Object.entries(files).map(
  ([location, file]) =>
    new FileExport(location, { source: { file }, destination: { volume: volume.id, location }, copyOnly }),
);

// The same for many files that belong together: one resource.
const cohort = Object.entries(config.getObject<Record<string, string>>("cohort") ?? {});
const items = cohort.map(([location, file]) => ({ source: { file }, destination: { location } }));
const bulk =
  items.length > 0
    ? new BulkFileExport("cohort", { items, volume: volume.id, prefix: "cohort/", copyOnly })
    : undefined;

// What exists once the exports have ended, in the bucket but out of the platform's reach.
const list = new aws.s3.BucketObjectv2("list", {
  bucket: bucket.bucket,
  key: "lists/exported.txt",
  contentType: "text/plain",
  content: pulumi.all(exported.map(({ uri }) => uri)).apply((uris) => uris.map((uri) => `${uri}\n`).join("")),
});

export const volumeId = volume.id;
export const uris = exported.map(({ uri }) => uri);
export const summary = bulk?.summary;
export const listUri = pulumi.interpolate`s3://${list.bucket}/${list.key}`;
