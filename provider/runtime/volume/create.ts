import type { Client } from "../../platform/http/client";
import { isPlatformError } from "../../platform/errors/errors";
import { doOnce } from "../../platform/http/doOnce";
import { getUsername } from "../../platform/account/user";
import { getVolume, listVolumes, type PlatformVolume } from "../../platform/api/volumes";
import { createVolume } from "../../platform/api/volumeWrites";
import { orGone } from "../account/orGone";
import { isSamePlace } from "./place";
import type { VolumeInputs } from "./state";
import { notCreatedText, otherPlaceText } from "./texts";

export interface Mounted {
  volume: PlatformVolume;
  /** "unanswered": found after a call whose response was lost, so probably created by it. "existing": found after a refusal. */
  how: "made" | "unanswered" | "existing";
}

/**
 * Refusals that may mean that the volume exists: its name is taken, or its bucket is already mounted, which one client's
 * README gives as a cause of 9002, published as missing permission to write.
 */
const MAY_BE_THERE: readonly (number | undefined)[] = [9010, 9002];

/** Creates the volume, or finds an existing one with the same name, bucket and prefix. */
export async function mount(client: Client, inputs: VolumeInputs): Promise<Mounted> {
  const find = async (how: Mounted["how"]): Promise<Mounted | undefined> => {
    const volume = await ownVolume(client, inputs.name);
    if (volume && !isSamePlace(inputs, volume)) throw new Error(otherPlaceText(inputs, volume));
    return volume && { volume, how };
  };
  const make = async (): Promise<Mounted> => ({ volume: await createVolume(client, inputs), how: "made" });
  try {
    return await doOnce(client, make, () => find("unanswered"));
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    const found = MAY_BE_THERE.includes(error.code) ? await find("existing") : undefined;
    if (found) return found;
    throw new Error(notCreatedText(inputs, error, await twin(client, inputs, error.code)), { cause: error });
  }
}

/** Finds the token's own volume; its owner is the user, or on enterprise accounts ("division/user") the division. */
async function ownVolume(client: Client, name: string): Promise<PlatformVolume | undefined> {
  const [owner] = (await getUsername(client)).split("/");
  return orGone(getVolume(client, `${owner}/${name}`));
}

/** The volume with another name that already mounts the bucket, which may be the cause of a refusal. */
async function twin(
  client: Client,
  inputs: VolumeInputs,
  code: number | undefined,
): Promise<PlatformVolume | undefined> {
  if (code !== 9002) return undefined;
  try {
    return (await listVolumes(client)).find((volume) => isSamePlace(inputs, volume));
  } catch {
    // The refusal itself is what the user must see.
    return undefined;
  }
}
