import { z } from "zod";
import { ApiError } from "../errors";
import type { ServiceType, VolumeService } from "../world/records";

const TYPES: Record<string, ServiceType> = { s3: "s3", gcs: "gcs", azure: "azure", oss: "oss" };

/** A store's default endpoint, used unless the body gives another one (documented: create-a-volume-v2). */
const ENDPOINTS: Record<ServiceType, string> = {
  s3: "s3.amazonaws.com",
  gcs: "https://www.googleapis.com",
  azure: "",
  oss: "",
};

/** Members of `credentials` that identify the owner and may be shown; everything else is secret and never stored. */
const SHOWN = ["access_key_id", "role_arn", "client_email", "tenant_id", "client_id"];

/**
 * Ways to authenticate, per type: one of the lists has to be given completely (documented: create-a-volume-v2 and its
 * kin).
 */
const LOGINS: Record<ServiceType, string[][]> = {
  s3: [["access_key_id", "secret_access_key"], ["role_arn"]],
  gcs: [["client_email", "private_key"], ["configuration"]],
  azure: [["tenant_id", "client_id", "client_secret"]],
  oss: [["access_key_id", "secret_access_key"]],
};

const serviceShape = z.looseObject({
  type: z.string(),
  bucket: z.string().min(1).optional(),
  container: z.string().min(1).optional(),
  prefix: z.string().nullish(),
  endpoint: z.string().nullish(),
  root_url: z.string().nullish(),
  storage_account: z.string().optional(),
  credentials: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.unknown()).nullish(),
});

type Given = z.infer<typeof serviceShape>;

/** The part of the credentials that responses show. */
export function shownCredentials(credentials: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(credentials).filter(([name]) => SHOWN.includes(name)));
}

/** Refuses credentials that are incomplete for the type. */
export function checkCredentials(type: ServiceType, credentials: Record<string, string>): void {
  const isGiven = (name: string): boolean => (credentials[name] ?? "") !== "";
  const partly = LOGINS[type].find((login) => login.some(isGiven)) ?? LOGINS[type][0] ?? [];
  const lacking = partly.find((name) => !isGiven(name));
  const code = lacking === "private_key" ? 9025 : 9019;
  if (lacking !== undefined) throw new ApiError(code, `credentials.${lacking} is missing.`, 400);
}

function bucketOf(type: ServiceType, given: Given): string {
  const bucket = type === "azure" ? given.container : given.bucket;
  if (bucket === undefined)
    throw new ApiError(9017, `service.${type === "azure" ? "container" : "bucket"} is missing.`);
  return bucket;
}

function extraOf(type: ServiceType, given: Given): Record<string, unknown> {
  if (type === "azure") return { storage_account: given.storage_account };
  // Response-only members observed on S3 volumes.
  return type === "s3" ? { export_enabled: true, direct_export_enabled: false } : {};
}

function checkTypeRules(type: ServiceType, given: Given): void {
  if (type === "oss" && !given.endpoint) throw new ApiError(9017, "service.endpoint is missing.");
  if (type !== "azure") return;
  if (!given.storage_account) throw new ApiError(9017, "service.storage_account is missing.");
  if (typeof given.properties?.["resource_id"] !== "string") {
    throw new ApiError(9017, "service.properties.resource_id is missing.");
  }
}

/** Reads `service` from a create body, checks it, and drops every secret. */
export function readService(given: unknown): VolumeService {
  const result = serviceShape.safeParse(given);
  if (!result.success)
    throw new ApiError(9017, `service: ${result.error.issues[0]?.path.join(".") ?? ""} is invalid.`);
  const service = result.data;
  const type = TYPES[service.type.toLowerCase()];
  if (!type) throw new ApiError(9017, `service.type "${service.type}" is unknown.`);
  checkTypeRules(type, service);
  checkCredentials(type, service.credentials);
  const fallback = type === "s3" ? { sse_algorithm: "AES256" } : {};
  return {
    type,
    typeAsSent: service.type,
    bucket: bucketOf(type, service),
    prefix: service.prefix ?? "",
    endpoint: (type === "gcs" ? service.root_url : service.endpoint) ?? ENDPOINTS[type],
    credentials: shownCredentials(service.credentials),
    properties: service.properties ?? fallback,
    extra: extraOf(type, service),
  };
}
