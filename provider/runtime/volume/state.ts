import { toCamel } from "../../platform/case";
import type { PlatformVolume } from "../../platform/api/volumes";
import type { MemberType, VolumePermissions } from "../../platform/api/volumeMembers";
import type { AccessMode, ServiceRequest } from "../../platform/api/volumeWrites";
import { volumeInputs } from "../../inputs/volume";
import type { PropertyMap } from "../../inputs/propertyMap";
import { keepSecret } from "../engine/redaction";

/** A declared member with complete permissions; a user has no type. */
export type Member = VolumePermissions & { type?: MemberType };

export type Members = Readonly<Record<string, Member>>;

/** The checked inputs of a Volume; permissions are complete. */
export interface VolumeInputs {
  name: string;
  accessMode: AccessMode;
  description?: string;
  service: ServiceRequest;
  members?: Members;
}

export const inputsOf = (props: PropertyMap): VolumeInputs => props as unknown as VolumeInputs;

const INPUT_KEYS = Object.keys(volumeInputs.shape);

/** The inputs among the outputs. */
export const echoed = (outs: PropertyMap): PropertyMap =>
  Object.fromEntries(INPUT_KEYS.filter((key) => key in outs).map((key) => [key, outs[key]]));

/** The outputs that only the platform knows. */
export const volumeOuts = ({ active, createdOn, modifiedOn, href }: PlatformVolume): PropertyMap => ({
  active,
  createdOn,
  modifiedOn,
  href,
});

/** The platform's service in the inputs' own terms, without the secret half of its credentials. */
export const shownService = (volume: PlatformVolume): PropertyMap => toCamel(volume.service) as PropertyMap;

/** The identifying half of each kind of credentials, which the platform shows. */
const IDENTIFYING = ["accessKeyId", "roleArn", "clientEmail", "tenantId", "clientId"];

/** From now on the service's secrets are masked in messages. */
export function keepSecretsOf({ service }: VolumeInputs): void {
  for (const [name, value] of Object.entries(service?.credentials ?? {}))
    if (!IDENTIFYING.includes(name)) keepSecret(value);
}
