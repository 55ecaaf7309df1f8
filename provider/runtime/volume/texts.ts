import { isPlatformError, type PlatformError, textOf } from "../../platform/errors/errors";
import type { PlatformFile } from "../../platform/api/files";
import type { PlatformVolume } from "../../platform/api/volumes";
import { volumeInputOf } from "../../platform/errors/remedies";
import { isDefinitelyGone } from "../account/orGone";
import { placeText } from "./place";
import { shownService, type VolumeInputs } from "./state";

/** Messages about volumes: what happened, why, and what to do next. */

/** The input that caused a refusal. */
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
    ? ` If the credentials can write: volume ${twin.id} already mounts the same bucket and prefix, which some platforms have been ` +
      `seen to refuse with this code; then use that volume (give its id as a string).`
    : "";
  if (!error.outcomeUnknown) return `${about(error)}${what} was refused: ${error.message}${mounted}`;
  return (
    `${what}: no clear response from the platform, so it may or may not exist (${error.message}). Nothing is kept in state; ` +
    `the next \`pulumi up\` takes the volume over if it exists.`
  );
}

export const otherPlaceText = (inputs: VolumeInputs, volume: PlatformVolume): string =>
  `name: volume ${volume.id} already exists, on ${placeText(shownService(volume))} instead of ` +
  `${placeText(inputs.service)}. Give this one another name, or declare the existing one's bucket and prefix to take it over.`;

export const takenOverText = (volume: PlatformVolume): string =>
  `volume ${volume.id} already exists, with the same bucket and prefix; it is taken over and changed to what is declared. ` +
  `From now on this stack changes and deletes it.`;

export const notTakenOverText = (volume: PlatformVolume, error: unknown): string =>
  `${about(error)}volume ${volume.id} already exists and can't be changed to what is declared: ${textOf(error)} It isn't kept in state.`;

/** Shown before the change, so that users can still reconsider it. */
export const movedText = (moved: readonly string[], olds: VolumeInputs, news: VolumeInputs): string =>
  `${moved.map((member) => `service.${member}`).join(", ")}: the volume is kept, but mounts ` +
  `${placeText(news.service)} from now on instead of ${placeText(olds.service)}. Aliases of its objects refer to the new ` +
  `location, and later exports go there; nothing is exported or copied again. Copy the objects there first.`;

export const notChangedText = (id: string, error: unknown): string =>
  `${about(error)}volume ${id} wasn't changed: ${textOf(error)}${isPlatformError(error) && isDefinitelyGone(error) ? GONE : ""}`;

const GONE =
  " If it was deleted elsewhere: `pulumi refresh` removes it from state, and the next `pulumi up` creates it again.";

export const halfChangedText = (id: string, error: unknown): string =>
  `${about(error)}volume ${id} exists, but isn't completely as declared: ${textOf(error)} ` +
  `It is kept in state; the next \`pulumi up\` resumes from here.`;

/** The most that are named; the rest are counted. */
const MOST_NAMED = 5;

const some = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMED).join(", ") +
  (names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "");

export const jobsText = (jobs: readonly string[]): string =>
  jobs.length > 0
    ? `Still running on it: ${some(jobs)}. Wait until they have ended, then run again.`
    : "If imports or exports are running on it, including other users', wait until they have ended, then run again.";

export const aliasesText = (aliases: readonly PlatformFile[]): string =>
  (aliases.length > 0
    ? `These files are aliases of objects on it: ${some(aliases.map(aliasText))}. `
    : "Files that were exported to it or imported from it, including other users', are aliases of objects on it. ") +
  "Delete them from their projects first (the objects in the bucket stay).";

const aliasText = ({ id, name, project }: PlatformFile): string =>
  `${id} (${name}${project ? ` in ${project}` : ""})`;

const BESIDE =
  "If a new volume is to replace it, declare that one under another name, and keep this one for its aliases.";

const KEEP_IT =
  "To remove the volume from this stack and leave it on the platform, set the resource option retainOnDelete: true.";

export const notDeactivatedText = (id: string, error: unknown, reason: string): string =>
  [
    `volume ${id} can't be deactivated, which is required before its deletion: ${textOf(error)}`,
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
      : `The volume stays in state, but inactive, because it couldn't be reactivated (${inactive}); the next \`pulumi up\` activates it.`,
  ]
    .filter(Boolean)
    .join(" ");
