import { z } from "zod";
import { prefix, s3VolumeProperties } from "./fields";

/** What each type of storage requires: https://docs.sevenbridges.com/reference/create-a-volume-v2 and its neighbours. */

const present = z.string().min(1, "must not be empty");
const matching = (pattern: RegExp, message: string) => z.string().regex(pattern, message);

/** A bucket's name, or an S3 access point, which the platform may accept instead. */
const bucket = matching(
  /^(?:[^/\s:]+|arn:aws[a-z-]*:s3:[a-z0-9-]*:\d{12}:accesspoint[:/][A-Za-z0-9-]+)$/,
  'must be just a name, such as "lab-archive": no scheme, and no path (that goes into service.prefix)',
);
/** Self-hosted storage may be served below a path. */
const HOST = /^(https?:\/\/)?[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:\d+)?(\/[\w.~-]+)*\/?$/;
const endpoint = matching(HOST, 'must be a host\'s name or address, such as "s3.eu-central-1.amazonaws.com"');
const rootUrl = matching(
  /^https?:\/\/[^/\s]+(\/\S*)?$/,
  'must be an address, such as "https://www.googleapis.com"',
);
const isJsonObject = (text: string): boolean => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
};

/** Only the form of secrets is checked, and they are never shown. */
const keyPair = z.strictObject({ accessKeyId: present, secretAccessKey: present });
const role = z.strictObject({
  roleArn: matching(
    /^arn:[a-z-]+:iam::\d{12}:role\/\S+$/,
    "must look like arn:aws:iam::123456789012:role/name",
  ),
  externalId: present.nullish(),
});
const PEM = /^-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n[^]+-----END [A-Z ]*PRIVATE KEY-----\s*$/;
const serviceAccount = z.strictObject({
  clientEmail: matching(/^[^@\s]+@[^@\s]+$/, "must be the service account's address, with an @"),
  privateKey: z
    .string()
    .refine(
      (text) => PEM.test(text.trimStart()),
      "must be the whole PEM text, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----, with its line breaks " +
        "(a key copied from a JSON file has \\n in their place)",
    ),
});
const federated = z.strictObject({
  configuration: z
    .string()
    .refine(
      isJsonObject,
      "must be the external account's JSON file as one string (JSON.stringify of an object)",
    ),
});
const application = z.strictObject({ tenantId: present, clientId: present, clientSecret: present });

/** The platform's responses spell some types in capitals, and users copy them. */
const type = <Name extends string>(name: Name, ...more: string[]) =>
  z.literal([name, name.toUpperCase() as Name, ...(more as Name[])]);

/** For storage without properties. */
const noProperties = z.strictObject({}).nullish();

const s3 = z.strictObject({
  type: type("s3"),
  bucket,
  prefix: prefix.nullish(),
  endpoint: endpoint.nullish(),
  credentials: z.union([keyPair, role]),
  properties: s3VolumeProperties.nullish(),
});

const gcs = z.strictObject({
  type: type("gcs", "Gcs"),
  bucket,
  prefix: prefix.nullish(),
  rootUrl: rootUrl.nullish(),
  credentials: z.union([serviceAccount, federated]),
  properties: noProperties,
});

const azure = z.strictObject({
  type: type("azure", "Azure"),
  storageAccount: matching(/^[a-z0-9]{3,24}$/, "must have 3 to 24 lower-case letters or digits"),
  container: bucket,
  prefix: prefix.nullish(),
  endpoint: endpoint.nullish(),
  credentials: application,
  properties: z.strictObject({ resourceId: present }),
});

const oss = z.strictObject({
  type: type("oss", "Oss"),
  bucket,
  prefix: prefix.nullish(),
  endpoint,
  credentials: keyPair,
  properties: noProperties,
});

export const volumeService = z.discriminatedUnion("type", [s3, gcs, azure, oss]);

type Service = Readonly<Record<string, unknown>>;

const USUAL_ENDPOINTS: Readonly<Record<string, (service: Service) => string>> = {
  s3: () => "s3.amazonaws.com",
  gcs: () => "www.googleapis.com",
  azure: ({ storageAccount }) =>
    `${typeof storageAccount === "string" ? storageAccount : ""}.blob.core.windows.net`,
};

/** The default address of a type of storage; giving it is the same as omitting it. */
export function usualEndpoint(service: Service): string | undefined {
  const name = typeof service["type"] === "string" ? service["type"].toLowerCase() : "";
  return Object.hasOwn(USUAL_ENDPOINTS, name) ? USUAL_ENDPOINTS[name]!(service) : undefined;
}
