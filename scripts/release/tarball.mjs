// The tarball's size: what everyone downloads who installs the package. Pure: figures in, problems out.

/** Half as much again as in November 2026: 0.67 MB packed, 2.88 MB unpacked, 409 files. */
const LIMITS = [
  ["size", 1_000_000, "bytes packed"],
  ["unpackedSize", 4_300_000, "bytes unpacked"],
  ["entryCount", 600, "files"],
];

export const tooLarge = (packed) =>
  LIMITS.filter(([key, limit]) => packed[key] > limit).map(
    ([key, limit, unit]) => `${packed[key]} ${unit}, more than ${limit}: was something packed by mistake?`,
  );
