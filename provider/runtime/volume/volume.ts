import { type Failure, validate } from "../../inputs/validate";
import { normaliseVolume, volumeInputs } from "../../inputs/volume";
import type { Client } from "../../platform/http/client";
import type { PropertyMap } from "../../inputs/propertyMap";
import type { ResourceType } from "../contract/resourceType";
import { letGo, staysText } from "../engine/ownership";
import { session } from "../account/session";
import { inform, warn } from "../engine/status";
import { applicationFailures } from "./azure";
import { changeVolume, takeOver, withMembers } from "./change";
import { mount } from "./create";
import { unmount } from "./delete";
import { movedMembers } from "./moves";
import { readVolume } from "./read";
import { inputsOf, keepSecretsOf } from "./state";
import { diffVolume } from "./diff";
import { movedText, takenOverText } from "./texts";

/** A mounted bucket: made or taken over, changed in place, and deleted when nothing on the platform needs it any more. */
export const volume: ResourceType = {
  marker: "active",
  check: (news, olds, call) => checked(normaliseVolume(news), validate(volumeInputs, news), olds, call?.urn),
  diff: diffVolume,
  async create(inputs, { urn, timeout }) {
    keepSecretsOf(inputsOf(inputs));
    const client = session().client.within(timeout);
    const mounted = await mount(client, inputsOf(inputs));
    const { id } = mounted.volume;
    const found = mounted.how !== "made";
    const made = found ? await takeOver(client, mounted.volume, inputsOf(inputs)) : mounted.volume;
    const outs = await withMembers(client, made, inputs);
    if (mounted.how === "existing") inform(takenOverText(made), urn);
    return { id, outs };
  },
  async update(id, olds, news, { timeout }) {
    keepSecretsOf(inputsOf(news));
    try {
      return await changeVolume(afresh(id).within(timeout), id, olds, news);
    } finally {
      // Whoever has asked for the volume meanwhile may have seen the place that it had before.
      session().forgetVolume(id);
    }
  },
  read: (id, olds, isGet) => readVolume(session(), id, olds, isGet),
  async delete(id, _olds, { urn, timeout }) {
    const other = letGo(urn, [id]);
    if (other === undefined) await unmount(afresh(id).within(timeout), id);
    else inform(staysText(`volume ${id}`, other), urn);
  },
  things: (id) => (id === "" ? [] : [id]),
};

/** Of right inputs, what only a change may not do; a change of place is warned of, in previews too. */
function checked(
  inputs: PropertyMap,
  wrong: Failure[],
  olds: PropertyMap,
  urn: string | undefined,
): { inputs: PropertyMap; failures: Failure[] } {
  const failures = (wrong.length > 0 ? wrong : applicationFailures(olds, inputs)).map(withoutValue);
  const moved = failures.length === 0 ? movedMembers(olds, inputs) : [];
  if (moved.length > 0) warn(movedText(moved, inputsOf(olds), inputsOf(inputs)), urn);
  return { inputs, failures };
}

/**
 * The engine prints the value of a property that it finds under the failure's name, and a service that is no object may
 * be a text with all its secrets (pulumi: pkg/resource/deploy/step_generator.go, issueCheckErrors).
 */
const withoutValue = (failure: Failure): Failure =>
  failure.property === "service" ? { ...failure, property: "" } : failure;

/** The session's client; the session no longer knows the volume as it was. */
function afresh(id: string): Client {
  const account = session();
  account.forgetVolume(id);
  return account.client;
}
