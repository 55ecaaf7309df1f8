import * as pulumi from "@pulumi/pulumi";
import { CavaticaResource } from "./resource";
import type { VolumeArgs, VolumeMember, VolumeService } from "./volumeArgs";

/**
 * A bucket that the platform can read from and, if "RW", export to.
 *
 * All but `name` and the service's `type`, `storageAccount` and `container` is changed in place; a change of those makes a
 * new volume after the old one was deleted. With another `bucket` or `prefix` the volume stands for another place: aliases of
 * its objects and later exports follow, and nothing is exported again; a warning says so. The credentials are kept as
 * secrets whatever the caller does, and sent whole, but on Azure, where the platform takes a new `clientSecret` alone: another
 * `tenantId` or `clientId` is refused in a preview. A volume of the same name on the same place is taken over instead of made.
 * Deleting deactivates the volume first; while jobs run on it, or files are aliases of its objects, that isn't done, and
 * the volume stays as it was. The bucket itself is never touched.
 * `customTimeouts` bound each operation with all its repetitions; without them each call to the platform is given up after
 * 15 minutes.
 *
 * Errors name the input to change: no such bucket (9200); wrong keys or role (9201 to 9203); a right that the bucket's policy
 * lacks (9204 to 9208), or where the store doesn't say which (9001, 9002); no RW volume in that region or of that store here
 * (9209, 9038, 9039, 9057, 9058); a name that isn't allowed (9030) or stands for another place (9010); a member whom the
 * platform doesn't know (2002, 3002).
 *
 * Facts: the platform's pages "Create a volume", "Update a volume", "Deactivate a volume" and those on its members.
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
  /** Those that were declared, permissions in full; users without a type. */
  declare readonly members: pulumi.Output<Record<string, pulumi.Unwrap<VolumeMember>> | undefined>;
  /** False after somebody has deactivated the volume; the next `up` activates it. */
  declare readonly active: pulumi.Output<boolean>;
  /** ISO 8601, UTC. */
  declare readonly createdOn: pulumi.Output<string | undefined>;
  /** ISO 8601, UTC. */
  declare readonly modifiedOn: pulumi.Output<string | undefined>;
  /** The volume's address in the API. */
  declare readonly href: pulumi.Output<string | undefined>;

  constructor(name: string, args: VolumeArgs, opts: pulumi.CustomResourceOptions = {}) {
    super("Volume", name, { ...args, service: withSecrets(args.service) }, OUTPUTS, opts);
  }

  /** An existing volume by its id "owner/name", as far as the platform shows it. Fails if there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): Volume {
    return new Volume(name, {} as VolumeArgs, { ...opts, id });
  }
}

const INPUTS = ["name", "accessMode", "description", "service", "members"];
const OUTPUTS = [...INPUTS, "active", "createdOn", "modifiedOn", "href"];

/**
 * Marks the credentials as secret, so that previews still show the rest of the service. The engine then keeps what comes
 * back under the same names secret too (pulumi: pkg/resource/plugin/provider_plugin.go, annotateSecrets).
 */
function withSecrets(service: pulumi.Input<VolumeService> | undefined): unknown {
  if (service === undefined) return undefined;
  const isPlain =
    typeof service === "object" && !pulumi.Output.isInstance(service) && !(service instanceof Promise);
  if (!isPlain || service === null) return pulumi.secret(service);
  const { credentials } = service;
  return credentials === undefined ? service : { ...service, credentials: pulumi.secret(credentials) };
}
