import { z } from "zod";
import { BDC, type ContractCall, page, PAGING, SB, strict, time } from "./call";

const settings = strict({
  sse_algorithm: z.enum(["AES256", "aws:kms"]).nullable().optional(),
  sse_aws_kms_key_id: z.string().nullable().optional(),
  aws_canned_acl: z.string().nullable().optional(),
  resource_id: z.string().optional(),
});

const sent = strict({
  access_key_id: z.string().optional(),
  secret_access_key: z.string().optional(),
  role_arn: z.string().optional(),
  external_id: z.string().optional(),
  client_email: z.string().optional(),
  private_key: z.string().optional(),
  configuration: z.string().optional(),
  tenant_id: z.string().optional(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
});

/** Responses show the half of the credentials that identifies their owner. */
const shown = sent.omit({
  secret_access_key: true,
  private_key: true,
  client_secret: true,
  configuration: true,
});

const service = {
  type: z.string(),
  bucket: z.string().optional(),
  container: z.string().optional(),
  storage_account: z.string().optional(),
  prefix: z.string().optional(),
  endpoint: z.string().optional(),
  root_url: z.string().optional(),
  properties: settings.optional(),
};

const volume = strict({
  href: z.url(),
  id: z.string().regex(/^[^/]+\/[^/]+$/),
  name: z.string(),
  access_mode: z.enum(["RW", "RO"]).optional(),
  description: z.string().nullable().optional(),
  service: strict({
    ...service,
    credentials: shown.optional(),
    hostname: z.string().optional(),
    sse_enabled: z.boolean().optional(),
    export_enabled: z.boolean().optional(),
    direct_export_enabled: z.boolean().optional(),
  }).optional(),
  created_on: time.optional(),
  modified_on: time.optional(),
  updated_on: time.optional(),
  active: z.boolean().optional(),
});

const permissions = { read: z.boolean(), copy: z.boolean(), write: z.boolean(), admin: z.boolean() };
const memberType = z.enum(["USER", "TEAM", "DIVISION"]);
const member = strict({
  href: z.url(),
  id: z.string().optional(),
  username: z.string(),
  email: z.string().optional(),
  type: memberType,
  permissions: strict(permissions),
});

const object = strict({
  href: z.url(),
  location: z.string(),
  volume: z.string(),
  type: z.string(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

export const volumeCalls: ContractCall[] = [
  {
    method: "GET",
    path: "/storage/volumes",
    page: `${SB}list-volumes-v2`,
    query: PAGING,
    answer: page(volume),
  },
  {
    method: "POST",
    path: "/storage/volumes",
    page: `${SB}create-a-volume-v2`,
    body: strict({
      name: z.string(),
      access_mode: z.enum(["RW", "RO"]).optional(),
      description: z.string().optional(),
      service: strict({ ...service, credentials: sent }),
    }),
    answer: volume,
  },
  {
    method: "GET",
    path: "/storage/volumes/{volume}",
    page: `${SB}get-details-of-a-volume-v2`,
    query: ["fields"],
    answer: volume,
  },
  {
    method: "PATCH",
    path: "/storage/volumes/{volume}",
    page: `${SB}update-a-volume-v2`,
    query: ["force"],
    body: strict({
      access_mode: z.enum(["RW", "RO"]).optional(),
      description: z.string().nullable().optional(),
      active: z.boolean().optional(),
      service: strict({ ...service, type: z.string().optional(), credentials: sent.optional() }).optional(),
    }),
    answer: volume,
  },
  { method: "DELETE", path: "/storage/volumes/{volume}", page: `${SB}delete-a-volume-v2` },
  {
    method: "GET",
    path: "/storage/volumes/{volume}/list",
    page: `${SB}list-the-contents-of-a-volume`,
    query: ["prefix", "limit", "continuation_token", "fields"],
    answer: strict({
      href: z.string(),
      items: z.array(object),
      prefixes: z.array(strict({ href: z.url(), prefix: z.string(), volume: z.string() })).optional(),
      links: z.array(strict({ next: z.url() })),
      prefix: z.string().optional(),
      limit: z.number().optional(),
      truncated: z.boolean().optional(),
    }),
  },
  {
    method: "GET",
    path: "/storage/volumes/{volume}/object",
    page: `${BDC}get-details-of-a-file-within-a-volume`,
    query: ["location", "fields"],
    answer: object,
  },
  {
    method: "GET",
    path: "/storage/volumes/{volume}/members",
    page: `${SB}list-members-of-a-volume`,
    query: PAGING,
    answer: page(member),
  },
  {
    method: "POST",
    path: "/storage/volumes/{volume}/members",
    page: `${SB}add-members-to-a-volume`,
    // For teams and divisions the pages show the ID as `username`, the Python client as `id`.
    body: strict({
      username: z.string(),
      id: z.string().optional(),
      type: memberType.optional(),
      permissions: strict(permissions).partial(),
    }),
    answer: member,
  },
  {
    method: "GET",
    path: "/storage/volumes/{volume}/members/{member}",
    page: `${SB}get-details-of-a-volume-member`,
    query: ["fields"],
    answer: member,
  },
  {
    method: "DELETE",
    path: "/storage/volumes/{volume}/members/{member}",
    page: `${SB}remove-members-from-a-volume`,
  },
  {
    method: "PATCH",
    path: "/storage/volumes/{volume}/members/{member}/permissions",
    page: `${SB}modify-a-volume-members-permissions`,
    body: strict(permissions).partial(),
    answer: strict(permissions),
  },
  {
    method: "PUT",
    path: "/storage/volumes/{volume}/members/{member}/permissions",
    page: `${SB}overwrite-a-volume-members-permissions`,
    body: strict(permissions),
    answer: strict(permissions),
  },
];
