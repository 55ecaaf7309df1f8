import type { z } from "zod";
import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Lookups } from "../functions/account";
import { ask, type Look } from "../functions/lookups/look";
import { look as getExport } from "../functions/lookups/getExport";
import { look as getFile } from "../functions/lookups/getFile";
import { look as getFiles } from "../functions/lookups/getFiles";
import { look as getVolume } from "../functions/lookups/getVolume";
import type { PropertyMap } from "../inputs/propertyMap";
import { validate } from "../inputs/validate";
import { FolderPaths } from "../platform/api/tree";
import { textOf } from "../platform/errors/errors";
import type { Client } from "../platform/http/client";
import { VERSION } from "../platform/http/version";
import { session } from "../runtime/account/session";
import { checkFailure } from "./answers";
import { workedOut } from "./results";
import { lastPart } from "./tokens";
import { message, plain } from "./values";

/** Each by its function's name; arguments are checked against the look-up's own schema before it sees them. */
const LOOKS = { getExport, getFile, getFiles, getVolume } as unknown as Readonly<
  Record<string, Look<PropertyMap, object>>
>;

export async function invoke(request: InvokeRequest): Promise<InvokeResponse> {
  const { schema, answer } = functionOf(request.getTok());
  const args = withoutNulls(plain(request.getArgs()));
  const failures = validate(schema, args);
  if (failures.length > 0) return new InvokeResponse().setFailuresList(failures.map(checkFailure));
  return new InvokeResponse().setReturn(message((await answer(args)) as PropertyMap));
}

interface PackageFunction {
  schema: z.ZodType;
  /** For arguments that fit the schema. */
  answer: (args: PropertyMap) => object | Promise<object>;
}

function functionOf(token: string): PackageFunction {
  const name = lastPart(token);
  const look = Object.hasOwn(LOOKS, name) ? LOOKS[name] : undefined;
  if (look) return { schema: look.schema, answer: (args) => ask(look, args, lookupsOf(look.name)) };
  const found = workedOut(name);
  if (found) return found;
  throw new Error(`pulumi-cavatica ${VERSION} has no function "${token}".`);
}

/** Other languages write nothing as null. */
const withoutNulls = (args: PropertyMap): PropertyMap =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));

const folders = new WeakMap<Client, FolderPaths>();

/** What look-ups of this process share: the account's client, with its rate limit, and known folders. */
export function lookupsOf(name: string): Lookups {
  try {
    const { client } = session();
    const known = folders.get(client) ?? new FolderPaths(client);
    folders.set(client, known);
    return { client, folders: known };
  } catch (error) {
    throw new Error(`${name}: ${textOf(error)}`, { cause: error });
  }
}
