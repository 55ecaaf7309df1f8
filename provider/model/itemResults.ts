import { exportKey, parseExport } from "./export";
import { importKey, parseImport } from "./import";
import { isVerified, type ItemResult, parseResult, type Verified } from "./result";

/** The result of one item of a bulk resource, for users; unknown members are absent. */
export type ShownResult = Omit<ItemResult, "startedOn" | "size" | "verification"> & {
  verified?: Verified;
  mismatch?: string;
};

/** The results from a bulk export's lines in state, by key (volume + "/" + location). */
export const exportResults = (lines: readonly string[]): Record<string, ShownResult & { file: string }> =>
  Object.fromEntries(
    lines.map((line) => {
      const { item, result } = parseResult(line);
      const asked = parseExport(item);
      return [exportKey(asked), { ...shown(result), file: asked.source.file }];
    }),
  );

/** The results from a bulk import's lines, by key (project or folder + "/" + name); `file` is the alias. */
export const importResults = (lines: readonly string[]): Record<string, ShownResult> =>
  Object.fromEntries(
    lines.map((line) => {
      const { item, result } = parseResult(line);
      return [importKey(parseImport(item)), shown(result)];
    }),
  );

function shown({ job, state, finishedOn, error, file, verification }: ItemResult): ShownResult {
  return {
    ...(file && { file }),
    ...(job && { job }),
    state,
    ...(finishedOn && { finishedOn }),
    ...(error && { error }),
    ...(isVerified(verification) ? { verified: verification } : mismatchOf(verification)),
  };
}

const mismatchOf = (verification: ItemResult["verification"]) =>
  verification && "mismatch" in verification ? { mismatch: verification.mismatch } : {};
