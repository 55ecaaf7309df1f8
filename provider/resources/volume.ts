import * as pulumi from "@pulumi/pulumi";
import { CavaticaResource } from "./resource";
import type { VolumeArgs, VolumeMember, VolumeService } from "./volumeArgs";

/**
 * A bucket that the platform can read from and, if "RW", export to.
 *
 * Everything except `name` and the service's `type`, `storageAccount` and `container` is changed in place; changing one of
 * those deletes the volume and creates a new one. With another `bucket` or `prefix`, aliases of the volume's objects refer to
 * the new location and later exports go there, but nothing is exported again; a warning says so. The credentials are always
 * kept as secrets. They are sent completely, except on Azure, where the platform accepts only a new `clientSecret`: another
 * `tenantId` or `clientId` is refused in a preview. An existing volume with the same name, bucket and prefix is taken over
 * instead of created.
 * Deleting deactivates the volume first. While jobs are running on it, or files are aliases of its objects, it isn't deleted
 * and stays as it was. The bucket itself is never changed.
 * `customTimeouts` limit each operation including its retries; without them, each call to the platform is given up after 15
 * minutes.
 *
 * Errors name the input to change: no such bucket (9200); wrong keys or role (9201 to 9203); a permission that the bucket's
 * policy lacks (9204 to 9208), or one that the storage provider doesn't name (9001, 9002); no RW volume in this region or on
 * this storage (9209, 9038, 9039, 9057, 9058); a name that isn't allowed (9030) or is taken by a volume with another bucket
 * or prefix (9010); a member whom the platform doesn't know (2002, 3002).
 *
 * Sources: https://docs.sevenbridges.com/reference/create-a-volume-v2,
 * https://docs.sevenbridges.com/reference/update-a-volume-v2,
 * https://docs.sevenbridges.com/reference/deactivate-a-volume-1,
 * https://docs.sevenbridges.com/reference/list-members-of-a-volume
 *
 * @example
 * ```ts
 * const archive = new Volume("archive", {
 *     name: "archive",
 *     accessMode: "RW",
 *     service: {
 *         type: "s3",
 *         bucket: "lab-archive",
 *         prefix: "runs/",
 *         credentials: {
 *             accessKeyId: config.require("accessKeyId"),
 *             secretAccessKey: config.requireSecret("secretAccessKey"),
 *         },
 *     },
 *     members: {
 *         "j.doe": { copy: true },
 *         "9a1b0c2d-5e6f-4a7b-8c9d-0e1f2a3b4c5d": { type: "TEAM", copy: true, write: true },
 *     },
 * });
 * new FileExport("sample-1", {
 *     source: { file: "65a1f0c2e4b0a1b2c3d4e5f6" },
 *     destination: { volume: archive.id, location: "sample-1.cram" },
 * });
 * ```
 */
export class Volume extends CavaticaResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly accessMode: pulumi.Output<"RW" | "RO">;
  declare readonly description: pulumi.Output<string | undefined>;
  /** Secret, since its credentials are. */
  declare readonly service: pulumi.Output<pulumi.Unwrap<VolumeService>>;
  /** The declared members with complete permissions; users have no type. */
  declare readonly members: pulumi.Output<Record<string, pulumi.Unwrap<VolumeMember>> | undefined>;
  /** False if the volume was deactivated elsewhere; the next `up` activates it. */
  declare readonly active: pulumi.Output<boolean>;
  /** When it was created: ISO 8601, UTC. */
  declare readonly createdOn: pulumi.Output<string | undefined>;
  /** When it was last changed: ISO 8601, UTC. */
  declare readonly modifiedOn: pulumi.Output<string | undefined>;
  /** The volume's address in the API. */
  declare readonly href: pulumi.Output<string | undefined>;

  constructor(name: string, args: VolumeArgs, opts: pulumi.CustomResourceOptions = {}) {
    super("Volume", name, { ...args, service: withSecrets(args.service) }, OUTPUTS, opts);
  }

  /** Reads an existing volume by its id "owner/name", as far as the platform shows it. Fails if there is no such volume. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): Volume {
    return new Volume(name, {} as VolumeArgs, { ...opts, id });
  }
}

const INPUTS = ["name", "accessMode", "description", "service", "members"];
const OUTPUTS = [...INPUTS, "active", "createdOn", "modifiedOn", "href"];

/**
 * Marks the credentials as secret, so that previews still show the rest of the service. The engine then also keeps outputs
 * with the same names secret (pulumi/pulumi: pkg/resource/plugin/provider_plugin.go, annotateSecrets).
 */
function withSecrets(service: pulumi.Input<VolumeService> | undefined): unknown {
  if (service === undefined) return undefined;
  const isPlain =
    typeof service === "object" && !pulumi.Output.isInstance(service) && !(service instanceof Promise);
  if (!isPlain || service === null) return pulumi.secret(service);
  const { credentials } = service;
  return credentials === undefined ? service : { ...service, credentials: pulumi.secret(credentials) };
}
