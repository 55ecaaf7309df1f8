import { CheckFailure, CheckResponse, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { PropertyMap } from "../inputs/propertyMap";
import type { Failure } from "../inputs/validate";
import { redact } from "../runtime/engine/redaction";
import type { Diff } from "../runtime/contract/resourceType";
import { hidden, secretAt } from "./secrets";
import { message } from "./values";

export const checkFailure = ({ property, reason }: Failure): CheckFailure =>
  new CheckFailure().setProperty(property).setReason(redact(reason));

/** @param came what was checked, secrets wrapped; nothing of these is shown */
export const checked = (
  inputs: PropertyMap,
  failures: readonly Failure[],
  came: PropertyMap,
): CheckResponse =>
  new CheckResponse()
    .setInputs(message(inputs))
    .setFailuresList(failures.map((failure) => checkFailure(withoutSecrets(failure, came))));

/** What a failure is about is shown in it as JSON; of a secret neither that nor its text elsewhere. */
function withoutSecrets({ property, reason }: Failure, came: PropertyMap): Failure {
  const given = secretAt(came, property.split("."));
  const shown =
    given === undefined ? reason : reason.replace(`: ${JSON.stringify(given)} `, ": (not shown) ");
  return { property, reason: hidden(shown, came) };
}

export function diffed({ changes, replaces = [], deleteBeforeReplace = false }: Diff): DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  return new DiffResponse()
    .setChanges(changes ? DIFF_SOME : DIFF_NONE)
    .setReplacesList(replaces)
    .setDeletebeforereplace(deleteBeforeReplace);
}
