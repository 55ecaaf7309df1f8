import { printable } from "../../platform/errors/shownText";
import * as pulumi from "@pulumi/pulumi";
import { groupBy } from "../../platform/collections";
import type { Declaration } from "../../resources/declarations";
import type { Examined, Known, Note } from "../examine";
import type { Mode } from "../mode";
import { messageOf } from "./messages";
import { failureOf, planText } from "./summary";

/** A declared resource, and what this preview knows about it. */
export interface Declared extends Known {
  declaration: Declaration;
}

/**
 * Reports the findings: each resource's in its own row, the totals in the stack's. Returns the reason why the preview must
 * fail, if it must.
 */
export async function tell(examined: Examined<Declared>, mode: Mode): Promise<string | undefined> {
  const { fates, findings, notes } = examined;
  const perOwner = groupBy(fates.keys(), ({ owner }) => owner);
  for (const [owner, found] of groupBy(findings, ({ item }) => item.owner)) {
    const message = messageOf(owner, found, perOwner.get(owner)?.length ?? 0);
    const isError = found.some(({ severity }) => severity === "error");
    await log(isError ? "error" : "warning", mode, message, owner);
  }
  for (const { severity, text } of notes) await log(severity, mode, text);
  if (fates.size > 0) await pulumi.log.info(planText(examined));
  return mode === "fail" ? failureOf(examined) : undefined;
}

function log(severity: Note["severity"], mode: Mode, words: string, owner?: Declared): Promise<void> {
  const text = printable(words);
  const resource = owner?.declaration.resource;
  if (severity === "info") return pulumi.log.info(text, resource);
  return pulumi.log[severity === "error" && mode === "fail" ? "error" : "warn"](text, resource);
}
