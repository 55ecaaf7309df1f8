import { type PropertyMap, isObject } from "../../inputs/propertyMap";
import { isUnknown } from "../../inputs/unknowns";
import type { Failure } from "../../inputs/validate";
import type { ServiceRequest } from "../../platform/api/volumeWrites";

/** "When updating a volume, you can only use a new client_secret" (page "Update a volume (Microsoft Azure)"). */
const FIXED = ["tenantId", "clientId"] as const;

const ADVICE =
  "the platform takes nothing but a new clientSecret for an Azure volume that is there. Give the volume another name, so that a " +
  "new one is made, or have the platform's support change it and run `pulumi refresh`.";

type Credentials = ServiceRequest["credentials"];

/** The part of the credentials that goes into a change of a volume: the secret alone on Azure, else all. */
export const sentCredentials = ({ type, credentials }: ServiceRequest): Credentials =>
  type === "azure" ? { clientSecret: credentials["clientSecret"]! } : credentials;

/** The credentials that can't be changed and differ from what the volume has, as far as that is known. */
const fixedChanges = (had: PropertyMap, wanted: PropertyMap): string[] =>
  FIXED.filter((name) => {
    const [before, after] = [had[name], wanted[name]];
    if (isUnknown(after) || typeof before !== "string" || before === "" || before.includes("*")) return false;
    return before !== after;
  });

/** Throws where Azure's application would change; nothing has been sent by then. */
export function refuseOtherApplication(type: string, had: PropertyMap, wanted: Credentials): void {
  const [member] = type === "azure" ? fixedChanges(had, wanted) : [];
  if (member !== undefined) throw new Error(`service.credentials.${member}: ${ADVICE}`);
}

/** The same for a preview, where the volume stays the same: name, store and container. */
export function applicationFailures(olds: PropertyMap, news: PropertyMap): Failure[] {
  const [was, shall] = [olds["service"], news["service"]];
  if (!isObject(was) || !isObject(shall) || was["type"] !== "azure" || olds["name"] !== news["name"])
    return [];
  if (["type", "storageAccount", "container"].some((member) => was[member] !== shall[member])) return [];
  const [had, wanted] = [was["credentials"], shall["credentials"]];
  if (!isObject(had) || !isObject(wanted)) return [];
  return fixedChanges(had, wanted).map((name) => {
    const property = `service.credentials.${name}`;
    return { property, reason: `${property}: ${ADVICE}` };
  });
}
