import type { ExportProperties } from "../../model/export";

/** Name of a setting, what is asked for, and what the job had: both as JSON. */
export type Difference = [name: string, asked: string, had: string];

type Setting = keyof ExportProperties;

/**
 * What applies where neither export nor volume says anything. The first: the platform's page "Start an export job"; the
 * second: what its page "Get details of an export job" shows of a job whose request named none.
 */
const DEFAULTS: Readonly<Record<Setting, string | null>> = {
  sseAlgorithm: "AES256",
  awsStorageClass: "STANDARD",
  awsCannedAcl: null,
  sseAwsKmsKeyId: null,
};

/**
 * In which settings a job had others than are asked for (with the volume's own already in it). A job shows all that
 * apply, or only those it was given; of one that it doesn't show, it says nothing.
 */
export function differing(asked: ExportProperties, shown: ExportProperties): Difference[] {
  const settings = Object.keys(DEFAULTS) as Setting[];
  return settings.flatMap((name): Difference[] => {
    const had = shown[name];
    if (had === undefined) return [];
    const now = asked[name] === undefined ? DEFAULTS[name] : asked[name];
    const isSame = name === "sseAwsKmsKeyId" ? isKeyAlike(asked, shown) : now === had;
    return isSame ? [] : [[name, JSON.stringify(now), JSON.stringify(had)]];
  });
}

const KMS = "aws:kms";

/** A key counts only with its algorithm; without one S3 takes a key of its own, which the job may name. */
function isKeyAlike(asked: ExportProperties, shown: ExportProperties): boolean {
  const { sseAwsKmsKeyId: key } = asked;
  const had = shown.sseAwsKmsKeyId;
  if ((asked.sseAlgorithm ?? shown.sseAlgorithm) !== KMS || (shown.sseAlgorithm ?? KMS) !== KMS) return true;
  if (key === undefined || key === null || had === undefined) return true;
  if (had === null) return false;
  const [one, other] = [bareKey(key), bareKey(had)];
  // Which key an alias stands for only its account knows.
  return one === other || isAlias(one) !== isAlias(other);
}

/** Without the address in front: a key may be given by its id, its alias, or the ARN of either. */
const bareKey = (key: string): string =>
  key
    .replace(/^arn:[^:]*:kms:[^:]*:[^:]*:/, "")
    .replace(/^key\//, "")
    .toLowerCase();

const isAlias = (key: string): boolean => key.startsWith("alias/");
