/** Storage settings that this version knows. No validation here, since programs that only declare resources load this file. */
export const EXPORT_SETTINGS: readonly string[] = [
  "sseAlgorithm",
  "sseAwsKmsKeyId",
  "awsCannedAcl",
  "awsStorageClass",
];

/** Settings that this version doesn't know. They are sent unchanged, since the platform may have added them in the meantime. */
export const unknownSettings = (properties: object): string[] =>
  Object.keys(properties).filter((name) => !EXPORT_SETTINGS.includes(name));
