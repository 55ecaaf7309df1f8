import type { PlatformVolume } from "../../../../provider/platform/api/volumes";
import type { VolumeInputs } from "../../../../provider/runtime/volume/state";
import { keys } from "../../inputs/volumeSamples";

/** A volume as declared. */
export const declared = (more: Partial<VolumeInputs> = {}, service: object = {}): VolumeInputs => ({
  name: "archive",
  accessMode: "RW",
  service: { type: "s3", bucket: "lab-archive", credentials: keys, ...service },
  ...more,
});

/** The same as the platform shows it. */
export const shown = (more: Partial<PlatformVolume> = {}, service: object = {}): PlatformVolume => ({
  id: "lab/archive",
  name: "archive",
  accessMode: "RW",
  active: true,
  service: {
    type: "s3",
    bucket: "lab-archive",
    prefix: "",
    endpoint: "s3.amazonaws.com",
    credentials: { access_key_id: keys.accessKeyId },
    properties: { sse_algorithm: "AES256" },
    export_enabled: true,
    ...service,
  },
  ...more,
});

export const rights = (...granted: string[]) => ({
  read: granted.includes("read"),
  copy: granted.includes("copy"),
  write: granted.includes("write"),
  admin: granted.includes("admin"),
});
