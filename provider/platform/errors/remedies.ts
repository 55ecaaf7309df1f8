import { FILES } from "./codes/files";
import { GENERAL } from "./codes/general";
import { IMPORTS, IN_IMPORTS } from "./codes/imports";
import { PEOPLE } from "./codes/people";
import { STORES } from "./codes/stores";
import type { CodeRow } from "./codes/table";
import { VALIDATION } from "./codes/validation";
import { VOLUMES } from "./codes/volumes";

/**
 * The codes that calls about accounts, projects, files, volumes, exports and imports can return, sorted, with HTTP status,
 * meaning and remedy. Those of apps, tasks, uploads and operations that this package doesn't use are left out.
 */
export const CODES: readonly CodeRow[] = [
  ...GENERAL,
  ...PEOPLE,
  ...FILES,
  ...VOLUMES,
  ...STORES,
  ...IMPORTS,
  ...VALIDATION,
];

const BY_CODE: ReadonlyMap<number | undefined, CodeRow> = new Map(CODES.map((row) => [row[0], row]));

/** The generic code of a status, for refusals without a code. */
const BY_STATUS: Readonly<Record<number, number>> = {
  400: 90000,
  401: 90001,
  403: 90002,
  404: 90003,
  405: 90006,
  409: 90007,
  415: 90008,
  422: 90000,
  429: 1000,
  500: 90004,
  501: 90010,
  502: 90005,
  503: 90005,
  504: 90005,
};

export { IN_IMPORTS };

/** What failed; undefined for other calls, such as those for volumes. */
export type Work = "export" | "import";

/** Advice for an error: by code first, by HTTP status second, never by message. */
export function remedyFor(code: number | undefined, status?: number, work?: Work): string | undefined {
  const ofImport = work === "import" ? IN_IMPORTS.get(code) : undefined;
  if (ofImport !== undefined) return ofImport;
  const [, , , remedy] = BY_CODE.get(code) ?? BY_CODE.get(BY_STATUS[status ?? -1]) ?? [];
  return remedy;
}

/** A code's published HTTP status. */
export const publishedStatus = (code: number | undefined): number | undefined => BY_CODE.get(code)?.[1];

/** The input of a Volume that caused a refusal. */
export const volumeInputOf = (code: number | undefined): string | undefined => BY_CODE.get(code)?.[4];

export const knownCodes = (): number[] => CODES.map(([code]) => code);
