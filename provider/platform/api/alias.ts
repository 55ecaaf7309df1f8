import type { PlatformFile } from "./files";

/** True if the file's content is stored at this location of the volume, as after an export that moved it there. */
export const isAliasAt = (file: PlatformFile, place: { volume: string; location: string }): boolean =>
  file.storage?.type === "VOLUME" &&
  file.storage.volume === place.volume &&
  file.storage.location === place.location;

/** True for an alias of an object below a "folder" of a volume, whose location ends in "/". */
export const isAliasBelow = (file: PlatformFile, folder: { volume: string; location: string }): boolean =>
  file.storage?.type === "VOLUME" &&
  file.storage.volume === folder.volume &&
  (file.storage.location?.startsWith(folder.location) ?? false);
