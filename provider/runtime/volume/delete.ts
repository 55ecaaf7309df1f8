import type { Client } from "../../platform/http/client";
import { isPlatformError, textOf } from "../../platform/errors/errors";
import { doOnce } from "../../platform/http/doOnce";
import { getVolume } from "../../platform/api/volumes";
import { deleteVolume, setVolumeActive } from "../../platform/api/volumeWrites";
import { orGone } from "../account/orGone";
import { aliasesOn, jobsOn } from "./holds";
import { aliasedText, aliasesText, jobsText, notDeactivatedText, notDeletedText } from "./texts";

/**
 * Deactivates, then deletes, as the platform requires. Aliases are looked for first, since none can be read while the volume
 * is inactive, not even by a running task. If something prevents the deletion, the error names it, and the volume is
 * restored. A volume that is already gone counts as deleted.
 */
export async function unmount(client: Client, id: string): Promise<void> {
  const aliases = await aliasesOn(client, id).catch((error: unknown) => {
    if (isPlatformError(error) && error.isTransient) throw new Error(notDeactivatedText(id, error, ""));
    // If the look-up is refused, the platform's response to the next calls decides.
    return [];
  });
  if (aliases.length > 0) throw new Error(aliasedText(id, aliases));
  const inactive = await orGone(setVolumeActive(client, id, false)).catch(async (error: unknown) => {
    throw new Error(
      notDeactivatedText(id, error, await why(error, async () => jobsText(await jobsOn(client, id)))),
    );
  });
  if (!inactive) return;
  try {
    await doOnce(
      client,
      async () => (await orGone(deleteVolume(client, id)), true),
      async () => ((await orGone(getVolume(client, id))) ? undefined : true),
    );
  } catch (error) {
    const reason = await why(error, async () => aliasesText(await aliasesOn(client, id)));
    throw new Error(notDeletedText(id, error, reason, await reactivated(client, id)), { cause: error });
  }
}

/** Names what prevents the deletion, if the platform has refused because of the volume itself. */
async function why(error: unknown, look: () => Promise<string>): Promise<string> {
  if (!isPlatformError(error) || error.outcomeUnknown || error.isUnauthorized) return "";
  // The refusal itself is what the user must see.
  return look().catch(() => "");
}

/** Undefined, or why the volume is still inactive. */
const reactivated = (client: Client, id: string): Promise<string | undefined> =>
  setVolumeActive(client, id, true).then(
    () => undefined,
    (error: unknown) => textOf(error),
  );
