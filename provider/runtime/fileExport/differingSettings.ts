import type { ExportProperties } from "../../model/export";

/** A setting's name, the requested value, and the job's value, both as JSON. */
export type Difference = [name: string, asked: string, had: string];

type Setting = keyof ExportProperties;

/**
 * What applies if neither export nor volume sets a value. The first is documented at
 * https://docs.sevenbridges.com/reference/start-an-export-job-v2; the second is what
 * https://docs.sevenbridges.com/reference/get-details-of-an-export-job-v2 shows of a job whose request had none.
 */
const DEFAULTS: Readonly<Record<Setting, string | null>> = {
  sseAlgorithm: "AES256",
  awsStorageClass: "STANDARD",
  awsCannedAcl: null,
  sseAwsKmsKeyId: null,
};

/**
 * The settings in which a job differs from the requested ones (with the volume's own merged in). A job may show all settings
 * that apply, or only those it was given; one that it doesn't show isn't compared.
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

/** A key matters only with its algorithm; without a key S3 uses its own, which the job may show. */
function isKeyAlike(asked: ExportProperties, shown: ExportProperties): boolean {
  const { sseAwsKmsKeyId: key } = asked;
  const had = shown.sseAwsKmsKeyId;
  if ((asked.sseAlgorithm ?? shown.sseAlgorithm) !== KMS || (shown.sseAlgorithm ?? KMS) !== KMS) return true;
  if (key === undefined || key === null || had === undefined) return true;
  if (had === null) return false;
  const [one, other] = [bareKey(key), bareKey(had)];
  // Only the AWS account knows which key an alias denotes.
  return one === other || isAlias(one) !== isAlias(other);
}

/** The key without the ARN's prefix: a key may be given by its id, its alias, or the ARN of either. */
const bareKey = (key: string): string =>
  key
    .replace(/^arn:[^:]*:kms:[^:]*:[^:]*:/, "")
    .replace(/^key\//, "")
    .toLowerCase();

const isAlias = (key: string): boolean => key.startsWith("alias/");
