import { isDeepStrictEqual } from "node:util";
import type { Client } from "../../platform/http/client";
import { isPlatformError } from "../../platform/errors/errors";
import { getVolume, type PlatformVolume } from "../../platform/api/volumes";
import { patchVolume, setVolumeActive, type VolumePatch } from "../../platform/api/volumeWrites";
import type { PropertyMap } from "../../inputs/propertyMap";
import { Unfinished } from "../contract/resourceType";
import { syncMembers } from "./memberSync";
import { isEmpty, patchBetween, patchFromShown } from "./patch";
import { inputsOf, type VolumeInputs, volumeOuts } from "./state";
import { diffVolume } from "./diff";
import { halfChangedText, notChangedText, notTakenOverText } from "./texts";

/** Changes an existing volume to what is declared; if the platform refuses, it stays as it was and out of state. */
export async function takeOver(
  client: Client,
  found: PlatformVolume,
  inputs: VolumeInputs,
): Promise<PlatformVolume> {
  try {
    const volume = await patchVolume(client, found.id, patchFromShown(found, inputs));
    return await activated(client, volume);
  } catch (error) {
    throw new Error(notTakenOverText(found, error), { cause: error });
  }
}

/** Sets the members of an existing volume; returns its outputs. */
export async function withMembers(
  client: Client,
  volume: PlatformVolume,
  inputs: PropertyMap,
): Promise<PropertyMap> {
  const outs = { ...inputs, ...volumeOuts(volume) };
  const { members } = inputsOf(inputs);
  try {
    await syncMembers(client, volume.id, {}, members);
    return outs;
  } catch (error) {
    throw new Unfinished(volume.id, { ...outs, members: undefined }, halfChangedText(volume.id, error));
  }
}

/** Changes what differs. Called without a difference, it resumes what an earlier run left unfinished. */
export async function changeVolume(
  client: Client,
  id: string,
  olds: PropertyMap,
  news: PropertyMap,
): Promise<PropertyMap> {
  const resumes = !diffVolume(id, olds, news).changes;
  const patched = await patch(client, id, olds, news, resumes);
  let outs: PropertyMap = { ...olds, ...news, description: news["description"], ...patched };
  try {
    if (outs["active"] === false) outs = { ...outs, ...volumeOuts(await setVolumeActive(client, id, true)) };
    const [before, declared] = [inputsOf(olds).members, inputsOf(news).members];
    if (resumes || !isDeepStrictEqual(before, declared)) await syncMembers(client, id, before, declared);
    return { ...outs, members: declared };
  } catch (error) {
    throw new Unfinished(id, { ...outs, members: olds["members"] }, halfChangedText(id, error));
  }
}

/** The volume's outputs after the change; empty if there was nothing to send. */
async function patch(
  client: Client,
  id: string,
  olds: PropertyMap,
  news: PropertyMap,
  resumes: boolean,
): Promise<PropertyMap> {
  let sent: VolumePatch | undefined;
  try {
    sent = resumes
      ? patchFromShown(await getVolume(client, id), inputsOf(news))
      : patchBetween(inputsOf(olds), inputsOf(news));
    return isEmpty(sent) ? {} : volumeOuts(await patchVolume(client, id, sent));
  } catch (error) {
    // It isn't known whether this was carried out, so the next run must send it again, whatever the program then declares.
    const isOpen = sent !== undefined && isPlatformError(error) && error.outcomeUnknown;
    if (isOpen || resumes) throw new Unfinished(id, olds, halfChangedText(id, error));
    throw new Error(notChangedText(id, error), { cause: error });
  }
}

const activated = (client: Client, volume: PlatformVolume): Promise<PlatformVolume> =>
  volume.active ? Promise.resolve(volume) : setVolumeActive(client, volume.id, true);
