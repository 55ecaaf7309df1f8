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

/** A mounted bucket: created or taken over, changed in place, and deleted once nothing on the platform needs it. */
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
      // A look-up in the meantime may have cached the volume's previous bucket or prefix.
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

/** Refuses impossible changes of otherwise valid inputs; warns of a changed bucket or prefix, in previews too. */
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
 * The engine prints the value of the property that a failure names, and a service that isn't an object may be a string with
 * all its secrets (pulumi/pulumi: pkg/resource/deploy/step_generator.go, issueCheckErrors).
 */
const withoutValue = (failure: Failure): Failure =>
  failure.property === "service" ? { ...failure, property: "" } : failure;

/** The session's client, after making the session forget the volume's previous state. */
function afresh(id: string): Client {
  const account = session();
  account.forgetVolume(id);
  return account.client;
}
