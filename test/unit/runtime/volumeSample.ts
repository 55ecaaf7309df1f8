import type { PropertyMap } from "../../../provider/inputs/propertyMap";
import { volume } from "../../../provider/runtime/volume/volume";
import { azure, gcs, keys, PEM, s3 } from "../inputs/volumeSamples";
import type { Change, Sample } from "./inputSamples";

const on = (service: object, more: PropertyMap = {}): PropertyMap => ({
  name: "archive",
  accessMode: "RO",
  service,
  ...more,
});

const byRole = on({ ...s3, credentials: { roleArn: "arn:aws:iam::123456789012:role/x", externalId: "e" } });
const federated = on({ ...gcs, credentials: { configuration: '{"secret":"a"}' } });

/** Every member of every kind of credentials; all of them are sent. */
const credentials: Record<string, Change> = {
  accessKeyId: { to: "AKIA2" },
  secretAccessKey: { to: "another-secret" },
  roleArn: { to: "arn:aws:iam::123456789012:role/y", from: byRole },
  externalId: { to: "f", from: byRole },
  clientEmail: { to: "c@d", from: on(gcs) },
  privateKey: { to: PEM.replace("\n", "\nA"), from: on(gcs) },
  configuration: { to: '{"secret":"b"}', from: federated },
  tenantId: { to: "u", from: on(azure) },
  clientId: { to: "d", from: on(azure) },
  clientSecret: { to: "another-secret", from: on(azure) },
};

const withProperties = (properties: PropertyMap): PropertyMap => on({ ...s3, properties });
const properties: Record<string, Change> = {
  sseAlgorithm: { to: null, from: withProperties({ sseAlgorithm: "AES256" }) },
  sseAwsKmsKeyId: { to: "k2", from: withProperties({ sseAlgorithm: "aws:kms", sseAwsKmsKeyId: "k1" }) },
  awsCannedAcl: { to: "private", from: withProperties({ awsCannedAcl: null }) },
  resourceId: { to: "/subscriptions/t", from: on(azure) },
};

const shared = on(s3, { members: { guest: {} } });

const below = (path: string, changes: Record<string, Change>): Record<string, Change> =>
  Object.fromEntries(Object.entries(changes).map(([name, change]) => [`${path}.${name}`, change]));

export const VOLUME_SAMPLE: Sample = {
  type: volume,
  program: on(s3),
  outs: (inputs) => ({ ...inputs, active: true }),
  changes: {
    name: { to: "other_name" },
    "service.type": { to: "oss", from: on({ ...s3, endpoint: "store.example" }) },
    "service.bucket": { to: "other-bucket" },
    "service.prefix": { to: "p/" },
    "service.endpoint": { to: "store.example" },
    "service.rootUrl": { to: "https://store.example", from: on(gcs) },
    "service.storageAccount": { to: "otheraccount", from: on(azure) },
    "service.container": { to: "other", from: on(azure) },
    "service.credentials": { to: { ...keys, secretAccessKey: "another-secret" } },
    ...below("service.credentials", credentials),
    "service.properties": { to: { sseAlgorithm: null } },
    ...below("service.properties", properties),
    accessMode: { to: "RW" },
    description: { to: "another" },
    members: { to: { guest: { write: true } } },
    ...below("members.*", {
      type: { to: "TEAM", from: shared },
      read: { to: false, from: shared },
      copy: { to: true, from: shared },
      write: { to: true, from: shared },
      admin: { to: true, from: shared },
    }),
  },
};
