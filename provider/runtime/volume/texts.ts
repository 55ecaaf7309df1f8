import { isPlatformError, type PlatformError, textOf } from "../../platform/errors/errors";
import type { PlatformFile } from "../../platform/api/files";
import type { PlatformVolume } from "../../platform/api/volumes";
import { volumeInputOf } from "../../platform/errors/remedies";
import { isDefinitelyGone } from "../account/orGone";
import { placeText } from "./place";
import { shownService, type VolumeInputs } from "./state";

/** What users are told of a volume: what happened, why, and what to do next. */

/** The input that a refusal is about. */
function about(error: unknown): string {
  const input = isPlatformError(error) ? volumeInputOf(error.code) : undefined;
  return input === undefined ? "" : `${input}: `;
}

export function notCreatedText(
  inputs: VolumeInputs,
  error: PlatformError,
  twin: PlatformVolume | undefined,
): string {
  const what = `volume "${inputs.name}" on ${placeText(inputs.service)}`;
  const mounted = twin
    ? ` If the right is there: volume ${twin.id} mounts the same place already, which some platforms were seen to refuse with this code; ` +
      `then use that (its id is a string like any other).`
    : "";
  if (!error.outcomeUnknown) return `${about(error)}${what} was refused: ${error.message}${mounted}`;
  return (
    `${what}: no clear answer from the platform, so it may be there or not (${error.message}). Nothing is kept in state; ` +
    `the next \`pulumi up\` takes the volume over if it is there.`
  );
}

export const otherPlaceText = (inputs: VolumeInputs, volume: PlatformVolume): string =>
  `name: volume ${volume.id} exists already, on another place: ${placeText(shownService(volume))} instead of ` +
  `${placeText(inputs.service)}. Give this one another name, or declare the place of the existing one to take it over.`;

export const takenOverText = (volume: PlatformVolume): string =>
  `volume ${volume.id} was there already, on the same place; it is taken over and made as declared. ` +
  `From now on this stack changes and deletes it.`;

export const notTakenOverText = (volume: PlatformVolume, error: unknown): string =>
  `${about(error)}volume ${volume.id} exists already and can't be made as declared: ${textOf(error)} It isn't kept in state.`;

/** Said before the change, so that it can still be thought over. */
export const movedText = (moved: readonly string[], olds: VolumeInputs, news: VolumeInputs): string =>
  `${moved.map((member) => `service.${member}`).join(", ")}: the volume stays and stands for another place from now on: ` +
  `${placeText(news.service)} instead of ${placeText(olds.service)}. Files that are aliases of objects on it are looked for ` +
  `there, and later exports go there; nothing is exported or copied again. Copy the objects to the new place first.`;

export const notChangedText = (id: string, error: unknown): string =>
  `${about(error)}volume ${id} wasn't changed: ${textOf(error)}${isPlatformError(error) && isDefinitelyGone(error) ? GONE : ""}`;

const GONE =
  " If it was deleted elsewhere: `pulumi refresh` takes it out of the state, and the next `pulumi up` makes it anew.";

export const halfChangedText = (id: string, error: unknown): string =>
  `${about(error)}volume ${id} is there, but not wholly as declared: ${textOf(error)} ` +
  `It is kept in state; the next \`pulumi up\` goes on from here.`;

/** As many as help; the rest is counted. */
const MOST_NAMED = 5;

const some = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMED).join(", ") +
  (names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "");

export const jobsText = (jobs: readonly string[]): string =>
  jobs.length > 0
    ? `Still running on it: ${some(jobs)}. Wait until they have ended, then run it again.`
    : "If imports or exports run on it, also those of other users, wait until they have ended, then run it again.";

export const aliasesText = (aliases: readonly PlatformFile[]): string =>
  (aliases.length > 0
    ? `These files are aliases of objects on it: ${some(aliases.map(aliasText))}. `
    : "Files that were exported to it or imported from it are aliases of objects on it, also those of other users. ") +
  "Delete them from their projects first (the objects in the bucket stay).";

const aliasText = ({ id, name, project }: PlatformFile): string =>
  `${id} (${name}${project ? ` in ${project}` : ""})`;

const BESIDE =
  "Where a new volume is to take its place, declare that under another name, and keep this one for its aliases.";

const KEEP_IT =
  "To forget the volume here and leave it on the platform, set the resource option retainOnDelete: true.";

export const notDeactivatedText = (id: string, error: unknown, reason: string): string =>
  [
    `volume ${id} can't be deactivated, which must come before its deletion: ${textOf(error)}`,
    reason,
    KEEP_IT,
    "The volume stays as it is, and in state.",
  ]
    .filter(Boolean)
    .join(" ");

export const aliasedText = (id: string, aliases: readonly PlatformFile[]): string =>
  `volume ${id} isn't deleted. ${aliasesText(aliases)} ${BESIDE} ${KEEP_IT} The volume stays as it is, and in state.`;

export const notDeletedText = (
  id: string,
  error: unknown,
  reason: string,
  inactive: string | undefined,
): string =>
  [
    `volume ${id} can't be deleted: ${textOf(error)}`,
    reason,
    KEEP_IT,
    inactive === undefined
      ? "The volume is active again, and stays in state."
      : `The volume stays in state, but inactive, for it couldn't be activated again (${inactive}); the next \`pulumi up\` activates it.`,
  ]
    .filter(Boolean)
    .join(" ");
