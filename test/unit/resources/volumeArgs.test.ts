import * as pulumi from "@pulumi/pulumi";
import { expect, it } from "vitest";
import type { VolumeArgs } from "../../../provider/resources/volumeArgs";

// Valid volumes compile and invalid ones don't. The compiler checks this in `npm run types`.

const keys = { accessKeyId: "AKIA1", secretAccessKey: "s" };
const role = { roleArn: "arn:aws:iam::123456789012:role/x" };
const account = { clientEmail: "a@b", privateKey: "PEM" };
const login = { tenantId: "t", clientId: "c", clientSecret: "s" };
const azure = {
  type: "azure",
  storageAccount: "lab",
  container: "c",
  credentials: login,
  properties: { resourceId: "r" },
} as const;
const later = <T>(value: T) => pulumi.output(value) as pulumi.Output<T>;

const right: VolumeArgs[] = [
  { name: "abc", accessMode: "RW", service: { type: "s3", bucket: "b", credentials: keys } },
  {
    name: "abc",
    accessMode: "RW",
    service: { type: "s3", bucket: "b", credentials: { ...role, externalId: later("e") } },
  },
  {
    name: "abc",
    accessMode: "RW",
    service: { type: "s3", bucket: "b", credentials: keys, properties: { sseAlgorithm: null } },
  },
  {
    name: "abc",
    accessMode: "RW",
    service: { type: "gcs", bucket: later("b"), rootUrl: "u", credentials: later(account) },
  },
  {
    name: "abc",
    accessMode: "RO",
    service: { type: "gcs", bucket: "b", credentials: { configuration: "{}" } },
  },
  { name: "abc", accessMode: "RO", service: azure },
  { name: "abc", accessMode: "RO", service: later(azure) },
  { name: "abc", accessMode: "RW", service: azure },
  { name: "abc", accessMode: "RW", service: { type: "oss", bucket: "b", endpoint: "e", credentials: keys } },
  { name: "abc", accessMode: "RO", service: { type: "oss", bucket: "b", endpoint: "e", credentials: keys } },
  {
    name: later("abc"),
    accessMode: later("RO"),
    description: undefined,
    service: azure,
    members: { guest: {}, other: later({ read: true }) },
  },
];

const common = { name: "abc", accessMode: "RO" } as const;
const s3 = { type: "s3", bucket: "b" } as const;
const wrong: VolumeArgs[] = [
  // @ts-expect-error unknown type
  { ...common, service: { type: "tape", bucket: "b", credentials: keys } },
  // @ts-expect-error no bucket
  { ...common, service: { type: "s3", credentials: keys } },
  // @ts-expect-error no credentials
  { ...common, service: s3 },
  // @ts-expect-error half a pair of keys
  { ...common, service: { ...s3, credentials: { accessKeyId: "a" } } },
  // @ts-expect-error two kinds of credentials
  { ...common, service: { ...s3, credentials: { ...keys, ...role } } },
  // @ts-expect-error credentials of another type
  { ...common, service: { ...s3, credentials: account } },
  // @ts-expect-error a container belongs to azure
  { ...common, service: { ...s3, container: "c", credentials: keys } },
  // @ts-expect-error a root URL belongs to gcs
  { ...common, service: { ...s3, rootUrl: "u", credentials: keys } },
  // @ts-expect-error a storage class is set per export
  { ...common, service: { ...s3, credentials: keys, properties: { awsStorageClass: "GLACIER" } } },
  // @ts-expect-error oss needs an endpoint
  { ...common, service: { type: "oss", bucket: "b", credentials: keys } },
  // @ts-expect-error azure needs its resource ID
  { ...common, service: { type: "azure", storageAccount: "lab", container: "c", credentials: login } },
  // @ts-expect-error volumes have no such permission
  { ...common, service: azure, members: { guest: { execute: true } } },
  // @ts-expect-error no access mode
  { name: "abc", service: azure },
];

it("the compiler distinguishes valid volumes from invalid ones", () => {
  expect([right.length, wrong.length]).toEqual([11, 13]);
});
