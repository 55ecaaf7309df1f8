// What is distributed besides our own code: its licences and known vulnerabilities. Pure: texts in, problems out.

/** Licences that this package's own, Apache-2.0, can be distributed with. */
const ALLOWED = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);

/** A licence, or an expression of one kind: "(MIT AND ISC)" needs all of its parts, "(MIT OR GPL-3.0)" one. */
function isAllowed(expression = "") {
  const text = expression.replace(/^\((.*)\)$/, "$1");
  const isOne = (licence) => ALLOWED.has(licence);
  return text.includes(" OR ") ? text.split(" OR ").some(isOne) : text.split(" AND ").every(isOne);
}

const refused = ([name, licence]) =>
  isAllowed(licence) ? [] : [`${name}: ${licence ?? "no licence is stated"}`];

/** What `npm install pulumi-cavatica` brings along, from the lockfile's packages. */
export const installed = (packages) =>
  Object.entries(packages)
    .filter(([path, { dev, devOptional, peer }]) => path !== "" && !dev && !devOptional && !peer)
    .map(([path, { license }]) => [path.replace(/^.*node_modules\//, ""), license]);

/** What is part of a bundled file, from the list of licences beside it. */
export const bundled = (text) =>
  [...text.matchAll(/^(?=\S+ \d+\.)(\S+) \S+ \((.*)\)$/gm)].map(([, name, licence]) => [name, licence]);

export const refusedLicences = (packages) => packages.flatMap(refused);

/** The result of `npm audit --json`: problems, or why there is none. */
export function audited(output) {
  const answer = parsed(output);
  const found = answer?.vulnerabilities;
  if (found === undefined) return { skipped: `npm audit gave no answer: ${reason(answer, output)}` };
  return {
    problems: Object.values(found).map(({ name, severity, range }) => `${name} ${range}: ${severity}`),
  };
}

const reason = (answer, output) =>
  (answer?.message ?? answer?.error?.summary ?? output.trim().split("\n")[0]).replace(
    /https?:\/\/\S+/g,
    "the service",
  );

const parsed = (output) => {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
};
