import prettyBytes from "pretty-bytes";
import { type Export, exportKey, isMove } from "../../model/export";
import { isVerified, type Verification } from "../../model/result";
import type { Session } from "../account/session";

/**
 * Compares the object at an export's destination with its file, by size: the only thing that is known of both
 * (https://docs.sevenbridges.com/reference/get-file-details and list-the-contents-of-a-volume). Never submits anything.
 *
 * @param size the file's size in bytes, if already known
 * @param before the result of the last verification, which is kept as long as the object doesn't change
 */
export async function verifyExport(
  account: Session,
  asked: Export,
  size: number | undefined,
  before?: Verification,
): Promise<Verification> {
  const [expected, { presence, facts }] = await Promise.all([
    size ?? sizeOf(account, asked),
    account.anyObjects.at(asked.destination),
  ]);
  const mismatch = differenceOf(asked, expected, presence, facts?.size);
  if (mismatch !== undefined) return { mismatch, ...(presence === "gone" && { isGone: true }) };
  const now = { size: facts!.size!, ...(facts?.etag !== undefined && { etag: facts.etag }) };
  if (isVerified(before) && before.size === now.size && before.etag === now.etag) return before;
  return { ...now, on: new Date(account.client.clock.now()).toISOString() };
}

/** The file's size in bytes; undefined if the platform no longer shows it. */
export const sizeOf = (account: Session, { source }: Export): Promise<number | undefined> =>
  account.file(source.file).then(
    ({ size }) => size,
    () => undefined,
  );

/** How the object differs from the file; undefined if the sizes agree. */
function differenceOf(
  asked: Export,
  expected: number | undefined,
  presence: string,
  size: number | undefined,
): string | undefined {
  const { file } = asked.source;
  const place = exportKey(asked);
  if (presence === "gone")
    return `there is no object at ${place}, where file ${file}${sizeText(expected)} was exported to. ${adviceFor(asked)}`;
  if (presence !== "there")
    return `the object at ${place} can't be compared with file ${file}: the volume can't be browsed. Give the token's user permission to read it, or set verify: false.`;
  if (size === undefined)
    return `the object at ${place} can't be compared with file ${file}: the platform doesn't show its size. Set verify: false.`;
  if (expected === undefined)
    return `the object at ${place} (${bytes(size)}) can't be compared with file ${file}: the platform no longer shows the file's size. Set verify: false.`;
  if (size === expected) return undefined;
  return `the object at ${place} has ${bytes(size)}, but file ${file} has ${bytes(expected)}. ${adviceFor(asked)}`;
}

const bytes = (size: number): string =>
  size === 1 ? "1 byte" : size < 1000 ? `${size} bytes` : `${size} bytes (${prettyBytes(size)})`;

const sizeText = (size: number | undefined): string => (size === undefined ? "" : ` (${bytes(size)})`);

/** Nothing is submitted again: users must decide which of the two is right. */
const adviceFor = (asked: Export): string =>
  isMove(asked) === false
    ? "The file is still on the platform: remove the object and this export, and declare it again; the next `pulumi up` compares them again."
    : "A moved file can't be exported again: restore the object, e.g. from a version that the bucket keeps; the next `pulumi up` compares them again.";

/** A copy's missing object can be exported again; a move's can't. */
export const isLostCopy = (asked: Export, now: Verification): boolean =>
  isMove(asked) === false && "isGone" in now;

/** How an object has changed since it was verified; undefined if it hasn't. */
export function driftText(
  asked: Export,
  before: Verification | undefined,
  now: Verification,
): string | undefined {
  if (!isVerified(now)) return now.mismatch;
  if (!isVerified(before) || before === now) return undefined;
  const was = [bytes(before.size), before.etag].filter(Boolean).join(", ");
  const is = [bytes(now.size), now.etag].filter(Boolean).join(", ");
  return `the object at ${exportKey(asked)} has changed since it was verified on ${before.on}: it was ${was}, and is ${is}.`;
}
