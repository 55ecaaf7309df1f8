/** Deploys exports from another program, with Pulumi's Automation API (https://www.pulumi.com/docs/iac/automation-api/). */
export { deploy } from "./deploy";
export { DeployError } from "./errors";
export type { DeployOptions, DeployProgress, DeployResult, FileResult } from "./types";
export type { Verdict } from "../report/row";
