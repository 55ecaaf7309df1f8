// The scripts are plain JavaScript, so that they run before anything is installed. Types of what is tested:
interface Counts {
  passed: number;
  failed: number;
  skipped?: number;
}

declare module "*/scripts/lib/vitest.mjs" {
  export function count(report: object, exitCode: number): Counts;
}
declare module "*/scripts/lib/checks.mjs" {
  export function tally(output: string, code: number): Counts;
}
declare module "*/scripts/lib/modules.mjs" {
  export function areInstalled(wanted: object, installed: object): boolean;
}
declare module "*/scripts/lib/links.mjs" {
  export interface Link {
    shown: string;
    path: string;
    anchor?: string;
  }
  export function relativeLinks(page: string, text: string): Link[];
  export function linksToGitHub(text: string): Link[];
}
declare module "*/scripts/lib/packageChecks.mjs" {
  export function deadLinks(paths: string[]): Promise<string[]>;
  export function librariesIn(declarations: string): string[];
  export function contents(paths: string[]): string[];
  export function lockfileHosts(lockfile: string): string[];
  export function tracesIn(file: string, content: string): string[];
}
declare module "*/scripts/lib/lock.mjs" {
  export function withLock<T>(file: string, what: string, work: () => Promise<T>): Promise<T>;
}
declare module "*/scripts/lib/terminalPicture.mjs" {
  export function pictureOf(text: string): string;
}
declare module "*/scripts/lib/cli.mjs" {
  export const version: string;
}
declare module "*/scripts/lib/cliDownload.mjs" {
  export function archiveName(version: string, platform?: string, arch?: string): string | undefined;
}
declare module "*/scripts/lib/run.mjs" {
  interface Ended {
    code: number | string | null;
    stdout: string;
    stderr: string;
  }
  export function attempt(command: string, args: string[], options: object): Promise<Ended>;
}
declare module "*/scripts/lib/declared.mjs" {
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- an ambient module can't import by a relative path
  export function declaredNames(): import("../../../provider/plugin/schema/declared").Declared;
}
declare module "*/scripts/lib/hosts.mjs" {
  export function ensureHosts(): Promise<string>;
}
declare module "*/scripts/lib/sdk.mjs" {
  export const languages: string[];
  export function generateSdks(target?: string, wanted?: string[]): Promise<void>;
}
declare module "*/scripts/lib/pluginArchives.mjs" {
  export const systems: string[];
  export const machines: string[];
  export function archiveName(version: string, system: string, machine: string): string;
  export function checksumsName(version: string): string;
}
declare module "*/scripts/mutation/score.mjs" {
  interface Row {
    file: string;
    mutants: number;
    killed: number;
    score: number;
  }
  interface Report {
    files: Record<string, { source: string; mutants: object[] }>;
  }
  export function scores(report: Report): Row[];
  export function survivors(report: Report): string[];
  export function total(rows: Row[]): Row;
}
