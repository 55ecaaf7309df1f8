import * as pulumi from "@pulumi/pulumi";
import { groupBy } from "../../platform/collections";
import type { Examined, Known, Note } from "../examine";
import { messageOf } from "./messages";
import { isExport, type Planned } from "../plan/planned";
import { countText, totalsOf, totalsText } from "./totals";

/** Whether what is known to fail makes the preview fail, or is only said. */
export type Mode = "warn" | "fail";

/**
 * Says what was found: each resource's in its own row, the totals in the stack's. Gives the reason for the preview to
 * fail, if it is to.
 */
export async function tell(examined: Examined, mode: Mode): Promise<string | undefined> {
  const { fates, findings, notes } = examined;
  const perOwner = groupBy(fates.keys(), ({ owner }) => owner);
  for (const [owner, found] of groupBy(findings, ({ item }) => item.owner)) {
    const message = messageOf(owner, found, perOwner.get(owner)?.length ?? 0);
    const isError = found.some(({ severity }) => severity === "error");
    await log(isError ? "error" : "warning", mode, message, owner);
  }
  for (const { severity, text } of notes) await log(severity, mode, text);
  if (fates.size > 0) await pulumi.log.info(textOfTotals(examined));
  return mode === "fail" ? failureOf(examined) : undefined;
}

function log(severity: Note["severity"], mode: Mode, text: string, owner?: Known): Promise<void> {
  const resource = owner?.declaration.resource;
  if (severity === "info") return pulumi.log.info(text, resource);
  return pulumi.log[severity === "error" && mode === "fail" ? "error" : "warn"](text, resource);
}

function textOfTotals({ fates, sizes, unchecked }: Examined): string {
  const sizeOf = (item: Planned) =>
    item.size ?? (isExport(item) && item.file !== undefined ? sizes.get(item.file) : undefined);
  return totalsText(totalsOf(fates, sizeOf, unchecked));
}

function failureOf({ fates, notes }: Examined): string | undefined {
  const impossible = [...fates.values()].filter((fate) => fate === "impossible").length;
  if (impossible > 0)
    return (
      `Preflight: ${impossible} of ${countText(fates.keys())} can't be made as declared (see the errors above); nothing was ` +
      `written. With cavatica:preflight warn these would be warnings.`
    );
  return notes.some(({ severity }) => severity === "error")
    ? "Preflight: nothing can be exported or imported with this account."
    : undefined;
}
