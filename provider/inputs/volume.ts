import { z } from "zod";
import { type PropertyMap, isObject, isFilled, present } from "./propertyMap";
import { isUnknown } from "./unknowns";
import { usualEndpoint, volumeService } from "./volumeService";

/** https://docs.sevenbridges.com/reference/api-status-codes (9030) and https://docs.sevenbridges.com/docs/volumes */
const volumeName = z
  .string()
  .regex(
    /^(?=.{3,32}$)[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/,
    'must have 3 to 32 letters and digits, separated by single underscores, such as "lab_archive" (no dashes, unlike a bucket\'s name)',
  );

const flag = z.boolean().nullish();
const member = z.strictObject({
  type: z.enum(["USER", "TEAM", "DIVISION"]).nullish(),
  read: flag,
  copy: flag,
  write: flag,
  admin: flag,
});

const USERNAME = /^(?!\.{1,2}(?:\/|$))[^/\s]+(\/(?!\.{1,2}$)[^/\s]+)?$/;
/** A team's or division's name, which may contain spaces. */
const GROUP = /^(?!\.{1,2}(?:\/|$))[^/\s]([^/\p{Cc}]*[^/\s])?(\/(?!\.{1,2}$)[^/\s]([^/\p{Cc}]*[^/\s])?)?$/u;

const members = z.record(z.string(), member).superRefine((given, context) => {
  for (const [name, { type }] of Object.entries(given)) {
    const isGroup = type === "TEAM" || type === "DIVISION";
    if ((isGroup ? GROUP : USERNAME).test(name)) continue;
    const message = isGroup
      ? "must be the team's or division's id or name"
      : 'must be a user\'s name, or "division/name" on enterprise accounts (for a team or division, set its type)';
    const issues = [{ code: "custom" as const, message, path: [], input: name }];
    context.addIssue({ code: "invalid_key", origin: "record", path: [name], input: given, issues });
  }
});

const shape = {
  name: volumeName,
  accessMode: z.enum(["RW", "RO"]),
  description: z.string().nullish(),
  service: volumeService,
  members: members.nullish(),
};

/** A volume as users write it. Which stores may be "RW" differs per environment, so the platform decides (9038, 9039). */
export const volumeDefinition = z.strictObject(shape);

export const volumeInputs = z.strictObject(shape);

/**
 * The normal form of the inputs, so that equal ones compare equal: defaults left out, permissions in full, and `null` the
 * same as omitted except inside `service.properties`.
 */
export function normaliseVolume(inputs: PropertyMap): PropertyMap {
  const { description, service, members, ...rest } = inputs;
  return {
    ...rest,
    ...present({ description: description || null }),
    service: isObject(service) ? normaliseService(service) : service,
    ...(isFilled(members) && { members: normaliseMembers(members) }),
  };
}

function normaliseService(service: PropertyMap): PropertyMap {
  const { type, credentials, properties, prefix, endpoint, rootUrl, ...rest } = service;
  return {
    ...rest,
    ...(type !== undefined && {
      type: typeof type === "string" && !isUnknown(type) ? type.toLowerCase() : type,
    }),
    ...present({ prefix: prefix || null, ...unlessUsual(service, { endpoint, rootUrl }) }),
    credentials: isObject(credentials) ? present(credentials) : credentials,
    ...(isFilled(properties) && { properties }),
  };
}

function unlessUsual(service: PropertyMap, addresses: PropertyMap): PropertyMap {
  const usual = usualEndpoint(service);
  const isUsual = (address: unknown) =>
    usual !== undefined && typeof address === "string" && sameEndpoint(address, usual);
  return Object.fromEntries(Object.entries(addresses).filter(([, address]) => !isUsual(address)));
}

/** The platform shows some addresses with a scheme and some without. */
export const sameEndpoint = (one: string, other: string): boolean => bareHost(one) === bareHost(other);
const bareHost = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/+$/, "");

/**
 * By default members can only browse, unless `read: false`; `admin` includes the others
 * (https://docs.sevenbridges.com/reference/list-members-of-a-volume). Users, the most common members, have no type.
 */
function normaliseMembers(members: unknown): unknown {
  if (!isObject(members)) return members;
  return Object.fromEntries(
    Object.entries(members).map(([name, given]) => [name, isObject(given) ? inFull(given) : given]),
  );
}

export function inFull({ type, read, copy, write, admin, ...unknown }: PropertyMap): PropertyMap {
  const group = type === undefined || type === null || type === "USER" ? {} : { type };
  if (admin === true) return { read: true, copy: true, write: true, admin, ...group, ...unknown };
  return {
    read: read ?? true,
    copy: copy ?? false,
    write: write ?? false,
    admin: admin ?? false,
    ...group,
    ...unknown,
  };
}
