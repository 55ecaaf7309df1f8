// Reads Stryker's report: what was killed, and what nobody noticed. Pure.

/** A mutant that runs into an endless loop is noticed, too; one that can't be compiled or is ignored isn't counted. */
const KILLED = new Set(["Killed", "Timeout"]);
const LEFT = new Set(["Survived", "NoCoverage"]);

const percent = (part, whole) => (whole === 0 ? 100 : Math.round((1000 * part) / whole) / 10);

/** @param report the `files` of a report in the schema of mutation-testing-elements */
export function scores(report) {
  return Object.entries(report.files).map(([file, { mutants }]) => {
    const killed = mutants.filter(({ status }) => KILLED.has(status)).length;
    const left = mutants.filter(({ status }) => LEFT.has(status)).length;
    return { file, mutants: killed + left, killed, score: percent(killed, killed + left) };
  });
}

/** One line per survivor: where, what it was, and what it became. */
export function survivors(report) {
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => LEFT.has(status))
      .map((mutant) => `${file}:${mutant.location.start.line} ${mutant.status}: ${change(source, mutant)}`),
  );
}

function change(source, { location: { start, end }, replacement }) {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = lines[last].slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  const short = (text) => text.replace(/\s+/g, " ").slice(0, 100);
  return `${short(lines.join("\n"))} -> ${short(replacement)}`;
}

export function total(rows) {
  const sum = (key) => rows.reduce((all, row) => all + row[key], 0);
  const [mutants, killed] = [sum("mutants"), sum("killed")];
  return { file: "all", mutants, killed, score: percent(killed, mutants) };
}
