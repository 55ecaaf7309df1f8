import type { ExportJob } from "../platform/exports";
import { wrongModeText } from "./exportMode";
import { type AskedProperties, otherPropertiesText } from "./exportProperties";
import type { Session } from "./session";

/** Why a finished job that this process didn't start isn't what was asked for; undefined if it is. */
export const objectionTo = async (
  account: Session,
  asked: AskedProperties,
  job: ExportJob,
): Promise<string | undefined> =>
  (await wrongModeText(account, asked)) ?? (await otherPropertiesText(account, asked, job));
