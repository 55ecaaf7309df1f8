import type { Placed } from "../../platform/api/tree";
import { anyOf } from "./globs";

/** Criteria for files below a project or folder. A file must meet all that are given. */
export interface Criteria {
  /**
   * Globs on the path below the project, such as `aligned/*.cram`; two asterisks match any number of folders. At least one
   * must match. Default: every file.
   */
  include?: string[] | undefined;
  /** Globs of paths to leave out, even if other criteria select them. */
  exclude?: string[] | undefined;
  /** Metadata by key; if several values are given, the file must have one of them. */
  metadata?: Record<string, string | string[]> | undefined;
  /** The file must have at least one of these tags (as in the platform's own filter). */
  tags?: string[] | undefined;
  /** The id of the task that created the file. */
  task?: string | undefined;
  /** Minimum size in bytes. A file of unknown size never matches. */
  minSize?: number | undefined;
  /** Maximum size in bytes. A file of unknown size never matches. */
  maxSize?: number | undefined;
  /**
   * Created at this time or later: a date, which starts at midnight UTC, or a time with its zone, in ISO 8601. There is no
   * such criterion for modification times, since an export may change them, and its files would no longer be selected.
   */
  createdFrom?: string | undefined;
  /** Created before this time, in the same formats. */
  createdBefore?: string | undefined;
}

type Test = (placed: Placed) => boolean;

/** Tests whether a file is selected; folders never are. */
export function matcher(criteria: Criteria): Test {
  const tests = [isFile, ...pathTests(criteria), ...labelTests(criteria), ...rangeTests(criteria)];
  return (placed) => tests.every((test) => test(placed));
}

/** Tests whether `exclude` leaves a file out, which also applies to index files of selected files. */
export function excluder({ exclude }: Criteria): Test {
  const excluded = exclude?.length ? anyOf(exclude) : undefined;
  return ({ path }) => excluded?.(path) ?? false;
}

export const isFile: Test = ({ file }) => file.type !== "folder";

function pathTests(criteria: Criteria): Test[] {
  const { include } = criteria;
  const isExcluded = excluder(criteria);
  const included = include && anyOf(include);
  return [(placed) => !isExcluded(placed), ...(included ? [({ path }: Placed) => included(path)] : [])];
}

function labelTests({ metadata = {}, tags, task }: Criteria): Test[] {
  const keys = Object.entries(metadata).map(
    ([key, wanted]): Test =>
      ({ file }) =>
        valuesOf(file.metadata[key]).some((value) => [wanted].flat().includes(value)),
  );
  return [
    ...keys,
    ...(tags ? [({ file }: Placed) => file.tags.some((tag) => tags.includes(tag))] : []),
    ...(task !== undefined ? [({ file }: Placed) => file.task === task] : []),
  ];
}

function rangeTests({ minSize, maxSize, createdFrom, createdBefore }: Criteria): Test[] {
  return [
    ...(minSize !== undefined ? [({ file }: Placed) => (file.size ?? NaN) >= minSize] : []),
    ...(maxSize !== undefined ? [({ file }: Placed) => (file.size ?? NaN) <= maxSize] : []),
    ...(createdFrom !== undefined ? [({ file }: Placed) => created(file) >= Date.parse(createdFrom)] : []),
    ...(createdBefore !== undefined ? [({ file }: Placed) => created(file) < Date.parse(createdBefore)] : []),
  ];
}

const created = ({ createdOn }: Placed["file"]): number => Date.parse(createdOn ?? "");

const valuesOf = (value: unknown): string[] =>
  [value]
    .flat()
    .filter((one) => one !== undefined && one !== null)
    .map(String);
