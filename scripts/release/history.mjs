// What a release leaves behind: its section of the changelog, and a state that it wrote. Pure: texts in, problems out.

const escaped = (version) => version.replaceAll(".", "\\.");
const isDate = (text) => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** The section `## <version> (<date>)`. */
export function undatedSection(changelog, version) {
  const heading = new RegExp(`^## ${escaped(version)}(?: \\((.*)\\))?$`, "m").exec(changelog);
  if (!heading) return [`CHANGELOG.md has no section "## ${version} (date)"`];
  const [, date = ""] = heading;
  return isDate(date) ? [] : [`CHANGELOG.md: the section of ${version} has no date such as (2026-01-31)`];
}

/** A version's own text, for the notes of its release; none if the version has no section. */
export function sectionOf(changelog, version) {
  const section = new RegExp(`^## ${escaped(version)}(?: .*)?\\n([^]*?)(?=^## |(?![^]))`, "m").exec(
    changelog,
  );
  return section?.[1].trim();
}

/** Entries that would be released without belonging to a version. */
export function unreleased(changelog) {
  const [, section = ""] = /^## Unreleased\n(.*?)(?=^## |(?![^]))/ms.exec(changelog) ?? [];
  const entries = section.split("\n").filter((line) => line.startsWith("- ")).length;
  if (entries === 0) return [];
  const some = entries === 1 ? "an entry" : `${entries} entries`;
  return [`CHANGELOG.md has ${some} under "Unreleased": write them below the heading of a version`];
}

/** What the test of upgrades needs of a version. */
const RECORDING = ["index.js", "state.json", "writes.json"];

export const missingRecording = (version, files) =>
  RECORDING.filter((name) => !files.includes(name)).map(
    (name) =>
      `test/fixtures/state/${version}/${name} is missing (node scripts/record-state.mjs ${version} writes it)`,
  );
