import { CheckFailure, CheckResponse, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { PropertyMap } from "../inputs/propertyMap";
import type { Failure } from "../inputs/validate";
import { redact } from "../runtime/engine/redaction";
import type { Diff } from "../runtime/contract/resourceType";
import { message } from "./values";

export const checkFailure = ({ property, reason }: Failure): CheckFailure =>
  new CheckFailure().setProperty(property).setReason(redact(reason));

export const checked = (inputs: PropertyMap, failures: readonly Failure[]): CheckResponse =>
  new CheckResponse().setInputs(message(inputs)).setFailuresList(failures.map(checkFailure));

export function diffed({ changes, replaces = [], deleteBeforeReplace = false }: Diff): DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  return new DiffResponse()
    .setChanges(changes ? DIFF_SOME : DIFF_NONE)
    .setReplacesList(replaces)
    .setDeletebeforereplace(deleteBeforeReplace);
}
