import type { Placed } from "../../platform/api/tree";
import { anyOf } from "./globs";

/** What files are selected by, below their project or folder. Each that is given must hold. */
export interface Criteria {
  /**
   * Globs on the path below the project, such as `aligned/*.cram`; two asterisks stand for any folders. One must match.
   * Default: every file.
   */
  include?: string[] | undefined;
  /** Globs of paths to leave out, whatever else holds. */
  exclude?: string[] | undefined;
  /** Metadata by key; of several values one must be the file's. */
  metadata?: Record<string, string | string[]> | undefined;
  /** One of these must be on the file (as the platform itself reads several). */
  tags?: string[] | undefined;
  /** The id of the task that made the file. */
  task?: string | undefined;
  /** Bytes, at least. A file of unknown size has none of the sizes asked for. */
  minSize?: number | undefined;
  /** Bytes, at most. */
  maxSize?: number | undefined;
  /**
   * Created at that time or later: a day, which begins at midnight UTC, or a time with its zone, in ISO 8601. There is no
   * such criterion for changes, since an export may count as one, and its files would then be selected no more.
   */
  createdFrom?: string | undefined;
  /** Created before that time. */
  createdBefore?: string | undefined;
}

type Test = (placed: Placed) => boolean;

/** Whether a file is selected; folders never are. */
export function matcher(criteria: Criteria): Test {
  const tests = [isFile, ...pathTests(criteria), ...labelTests(criteria), ...rangeTests(criteria)];
  return (placed) => tests.every((test) => test(placed));
}

/** Whether a file is named by `exclude`, which also holds for index files that come along with others. */
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
