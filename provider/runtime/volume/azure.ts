import { type PropertyMap, isObject } from "../../inputs/propertyMap";
import { isUnknown } from "../../inputs/unknowns";
import type { Failure } from "../../inputs/validate";
import type { ServiceRequest } from "../../platform/api/volumeWrites";

/** "When updating a volume, you can only use a new client_secret" (page "Update a volume (Microsoft Azure)"). */
const FIXED = ["tenantId", "clientId"] as const;

const ADVICE =
  "for an existing Azure volume the platform accepts only a new clientSecret. Give the volume another name, so that a " +
  "new one is created, or have the platform's support change it and run `pulumi refresh`.";

type Credentials = ServiceRequest["credentials"];

/** The part of the credentials that is sent when a volume is changed: only the secret on Azure, otherwise everything. */
export const sentCredentials = ({ type, credentials }: ServiceRequest): Credentials =>
  type === "azure" ? { clientSecret: credentials["clientSecret"]! } : credentials;

/** The credentials that can't be changed and differ from the volume's, as far as those are known. */
const fixedChanges = (had: PropertyMap, wanted: PropertyMap): string[] =>
  FIXED.filter((name) => {
    const [before, after] = [had[name], wanted[name]];
    if (isUnknown(after) || typeof before !== "string" || before === "" || before.includes("*")) return false;
    return before !== after;
  });

/** Throws if Azure's application would change, before anything is sent. */
export function refuseOtherApplication(type: string, had: PropertyMap, wanted: Credentials): void {
  const [member] = type === "azure" ? fixedChanges(had, wanted) : [];
  if (member !== undefined) throw new Error(`service.credentials.${member}: ${ADVICE}`);
}

/** The same for a preview, if the volume's name, storage and container stay the same. */
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
