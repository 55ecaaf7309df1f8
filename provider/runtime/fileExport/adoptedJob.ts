import type { ExportJob } from "../../platform/api/exports";
import { wrongModeText } from "./adoptedMode";
import { type AskedProperties, otherPropertiesText } from "./adoptedSettings";
import type { Session } from "../account/session";

/** Why a finished job that this process didn't start isn't what was asked for; undefined if it is. */
export const objectionTo = async (
  account: Session,
  asked: AskedProperties,
  job: ExportJob,
): Promise<string | undefined> =>
  (await wrongModeText(account, asked)) ?? (await otherPropertiesText(account, asked, job));
