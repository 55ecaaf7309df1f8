// Whether every place that states the version states the same one. Pure: texts in, problems out.

/** https://semver.org, without build metadata, which registries ignore. */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*))*)?$/;

export const notSemver = (version) =>
  SEMVER.test(version) ? [] : [`package.json: the version "${version}" is not a semantic version`];

/** Where the version is written besides package.json, and how to find it there. */
export const PLACES = [
  ["package-lock.json", /^ {2}"version": "(.+)"/gm],
  ["package-lock.json", /^ {6}"name": "pulumi-cavatica",\n {6}"version": "(.+)"/gm],
  ["schema/pulumi.json", /^ {2}"version": "(.+)"/gm],
  ["sdk/python/pyproject.toml", /^ *version = "(.+)"/gm],
  ["sdk/python/pulumi_cavatica/pulumi-plugin.json", /"version": "(.+)"/g],
  ["examples/go/go.mod", /\/sdk\/go\/cavatica v(\S+)/g],
  ["docs/command-line.md", /Package: pulumi-cavatica (\S+)/g],
  ["docs/languages.md", /plugin install resource cavatica (\S+)/g],
  ["docs/languages.md", /pulumi-cavatica_(.+?)_checksums/g],
  ["docs/languages.md", /pulumi-resource-cavatica-v(.+?)-linux/g],
];

/** `texts`: the contents of those files, by path. */
export const otherVersions = (version, texts) =>
  PLACES.flatMap(([path, pattern]) => {
    const found = [...(texts[path] ?? "").matchAll(pattern)].map(([, stated]) => stated);
    if (found.length === 0) return [`${path} states no version`];
    return found
      .filter((stated) => stated !== version)
      .map((stated) => `${path} states ${stated}, package.json ${version}`);
  });

/** A caret range below 1.0 ends with the minor version, so examples must follow it. `ranges`: by path. */
export const otherRanges = (version, ranges) => {
  const minor = version.split(".").slice(0, 2).join(".");
  return Object.entries(ranges)
    .filter(([, range]) => range !== undefined && !range.startsWith(`^${minor}.`))
    .map(([path, range]) => `${path} asks for pulumi-cavatica ${range}, not ^${minor}.x`);
};

/** The tag of a release is its version with a "v". */
export const otherTag = (version, tag) =>
  tag === `v${version}` ? [] : [`the tag is ${tag}; that of version ${version} would be v${version}`];
