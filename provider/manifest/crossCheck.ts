import { locationProblem, toFileId } from "../inputs/fields";
import type { Model, Part } from "./model";
import type { Place } from "./source";
import type { Problem } from "./problem";

/** One export of the manifest, wherever it is listed. */
interface Planned {
  /** Unknown where a table names a project and a path. */
  file: string | undefined;
  volume: string;
  /** With its prefix. */
  location: string;
  moves: boolean;
  where: (part?: Part) => Place;
}

/** What each entry can't tell about itself: that it lacks a volume, or stands in another's way. */
export function crossCheck(model: Model): Problem[] {
  const all = planned(model);
  const selections = Object.values(model.projectExports);
  return [
    ...all.flatMap(alone),
    ...selections
      .filter(({ volume }) => volume === "")
      .map(({ where }) => ({ ...where(), message: NO_VOLUME })),
    ...clashes(all, "location", ({ volume, location }) => volume && `${volume}/${location}`, OVERWRITES),
    ...clashes(all, "file", ({ file, moves }) => (moves ? file : undefined), MOVED_TWICE),
  ];
}

const OVERWRITES = "goes to the same place as";
const MOVED_TWICE = "is moved already by";

function planned(model: Model): Planned[] {
  const single = Object.values(model.exports).map(({ source, destination, copyOnly, where }) => {
    return { ...destination, file: toFileId(source.file), moves: !copyOnly, where };
  });
  const many = Object.values(model.bulkExports).flatMap(({ items, volume = "", prefix = "", copyOnly }) =>
    items.map(({ source, destination, where }) => ({
      file: "file" in source ? toFileId(source.file) : undefined,
      volume: destination.volume ?? volume,
      location: prefix + destination.location,
      moves: !copyOnly,
      where,
    })),
  );
  return [...single, ...many];
}

function alone({ volume, location, where }: Planned): Problem[] {
  const wrong = locationProblem(location);
  return [
    ...(volume === "" ? [{ ...where(), message: NO_VOLUME }] : []),
    ...(wrong
      ? [{ ...where("location"), message: `${JSON.stringify(location)} (with its prefix) ${wrong}` }]
      : []),
  ];
}

const NO_VOLUME = "this export has no volume; give it here, or as defaults.volume for all";

function clashes(
  all: readonly Planned[],
  part: Part,
  keyOf: (one: Planned) => string | undefined,
  what: string,
): Problem[] {
  const seen = new Map<string, Planned>();
  return all.flatMap((one) => {
    const key = keyOf(one);
    const first = key ? seen.get(key) : undefined;
    if (key && !first) seen.set(key, one);
    if (!key || !first) return [];
    const { source, span } = first.where(part);
    return [{ ...one.where(part), message: `${key} ${what} the export at ${source.place(span)}` }];
  });
}
