/** Per-export settings of the store that this version knows. No validation here: programs that only declare load it. */
export const EXPORT_SETTINGS: readonly string[] = [
  "sseAlgorithm",
  "sseAwsKmsKeyId",
  "awsCannedAcl",
  "awsStorageClass",
];

/** Settings that this version doesn't know. They are sent as they are: the platform may have learned them since. */
export const unknownSettings = (properties: object): string[] =>
  Object.keys(properties).filter((name) => !EXPORT_SETTINGS.includes(name));
