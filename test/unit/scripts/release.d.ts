// Types of what is tested of the release's checks.
interface Outcome {
  problems?: string[];
  skipped?: string;
}
type Named = [name: string, licence: string | undefined];

declare module "*/scripts/release/versions.mjs" {
  export const PLACES: [path: string, pattern: RegExp][];
  export function notSemver(version: string): string[];
  export function otherVersions(version: string, texts: Record<string, string>): string[];
  export function otherRanges(version: string, ranges: Record<string, string | undefined>): string[];
  export function otherTag(version: string, tag: string): string[];
}
declare module "*/scripts/release/history.mjs" {
  export function undatedSection(changelog: string, version: string): string[];
  export function sectionOf(changelog: string, version: string): string | undefined;
  export function unreleased(changelog: string): string[];
  export function missingRecording(version: string, files: string[]): string[];
}
declare module "*/scripts/release/supply.mjs" {
  export function installed(packages: Record<string, object>): Named[];
  export function bundled(text: string): Named[];
  export function refusedLicences(packages: Named[]): string[];
  export function audited(output: string): Outcome;
}
declare module "*/scripts/release/tarball.mjs" {
  export function tooLarge(packed: object): string[];
}
declare module "*/scripts/release/archives.mjs" {
  export function checkArchives(
    folder: string,
    version: string,
    options: { required: boolean },
  ): Promise<Outcome>;
}
declare module "*/scripts/release/report.mjs" {
  export function runChecks(
    checks: Record<string, () => unknown>,
    print: (line: string) => void,
  ): Promise<{ passed: number; failed: number; skipped: number }>;
}
