/** Deploying exports from a program of one's own, on Pulumi's Automation API. */
export { deploy } from "./deploy";
export { DeployError } from "./errors";
export type { DeployOptions, DeployProgress, DeployResult, FileResult } from "./types";
export type { Verdict } from "../report/row";
