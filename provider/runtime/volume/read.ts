import type { PropertyMap } from "../../inputs/propertyMap";
import { listMembers } from "../../platform/api/volumeMembers";
import { getVolume } from "../../platform/api/volumes";
import { orGone } from "../account/orGone";
import type { Session } from "../account/session";
import { driftedInputs, shownInputs } from "./drift";
import { echoed, inputsOf, volumeOuts } from "./state";

/** The volume's current state; undefined if it is gone. One request, plus one for declared members. */
export async function readVolume(
  { client }: Session,
  id: string,
  olds: PropertyMap,
  isGet: boolean,
): Promise<{ outs: PropertyMap; inputs: PropertyMap } | undefined> {
  const volume = await orGone(getVolume(client, id));
  if (!volume) return undefined;
  const declared = echoed(olds);
  const members = inputsOf(declared).members ? await listMembers(client, id) : [];
  const inputs = isGet ? shownInputs(volume) : driftedInputs(declared, volume, members);
  return { inputs, outs: { ...inputs, ...volumeOuts(volume) } };
}
