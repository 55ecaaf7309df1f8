import { mapValues } from "../model/written";
import type { Declared } from "./declare";

/** What a stack shows of a manifest's resources: where each thing ended up, and how many did. */
export const outputsOf = ({
  volumes,
  exports,
  bulkExports,
  projectExports,
  imports,
  bulkImports,
}: Declared) => ({
  ...shown("volumes", mapValues(volumes, idOf)),
  ...shown("exports", mapValues(exports, uriOf)),
  ...shown("bulkExports", mapValues(bulkExports, countsOf)),
  ...shown("projectExports", mapValues(projectExports, countsOf)),
  ...shown("imports", mapValues(imports, fileOf)),
  ...shown("bulkImports", mapValues(bulkImports, countsOf)),
});

const idOf = <T>({ id }: { id: T }): T => id;
const uriOf = <T>({ uri }: { uri: T }): T => uri;
const fileOf = <T>({ file }: { file: T }): T => file;
const countsOf = <S, F>({ summary, failed }: { summary: S; failed: F }) => ({ summary, failed });

/** Sections that list nothing aren't shown. */
const shown = <Key extends string, T>(key: Key, entries: Record<string, T>) =>
  (Object.keys(entries).length > 0 ? { [key]: entries } : {}) as { [K in Key]?: Record<string, T> };
