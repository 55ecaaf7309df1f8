import { ApiError } from "../errors";
import { readableFile } from "../rules/fileQueries";
import type { FileRecord } from "../world/records";
import type { Call } from "./call";
import { showFile } from "./show";

/** A file with its index files, as of a given time. */
export function showWhole(call: Call, file: FileRecord, asOf = call.now): Record<string, unknown> {
  const { base, world } = call;
  const shown = showFile(file, base, world.switches, asOf);
  const hidesParent = world.switches.parentNeedsAdvanceAccess && !call.advanceAccess;
  const secondary = file.secondaryFiles.flatMap((id) => world.files.get(id) ?? []);
  return {
    ...shown,
    ...(hidesParent && { parent: undefined }),
    ...(secondary.length > 0 && {
      _secondary_files: secondary.map((each) => showFile(each, base, world.switches, asOf)),
    }),
  };
}

/** The file named by a path, if the user may see it. */
export const readable = (call: Call): FileRecord => readableFile(call.world, call.user, call.param("id"));

/** A file that the user may change: those in the user's projects. */
export function writable(call: Call, id = call.param("id")): FileRecord {
  const file = readableFile(call.world, call.user, id);
  if (!call.world.people.isMember(call.user, file.project)) throw new ApiError(5001);
  return file;
}
