import type { Examined } from "../examine";
import { isExport, type Planned } from "../plan/planned";
import { totalsOf, totalsText, totalText } from "./totals";

/** The totals of the plan, as shown in the stack's row. */
export function planText({ fates, sizes, unchecked }: Omit<Examined, "findings" | "notes">): string {
  const sizeOf = (item: Planned) =>
    item.size ?? (isExport(item) && item.file !== undefined ? sizes.get(item.file) : undefined);
  return totalsText(totalsOf(fates, sizeOf, unchecked));
}

/** Why the preview must fail; undefined if it needn't. */
export function failureOf({ fates, notes }: Pick<Examined, "fates" | "notes">): string | undefined {
  const impossible = [...fates.values()].filter((fate) => fate === "impossible").length;
  if (impossible > 0)
    return (
      `Preflight: ${impossible} of ${totalText(fates.keys())} will fail as declared (see the errors above); nothing was ` +
      `changed. With cavatica:preflight set to warn, these would be warnings.`
    );
  return notes.some(({ severity }) => severity === "error")
    ? "Preflight: nothing can be exported or imported with this account."
    : undefined;
}
