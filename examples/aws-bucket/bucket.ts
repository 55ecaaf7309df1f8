import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** After a move the bucket holds the only copy of the data, so "destroy" leaves it as it is, and as private as it is. */
const kept = { retainOnDelete: true };

/** A private bucket that keeps overwritten and deleted objects as older versions. */
export function newBucket(): aws.s3.Bucket {
  const bucket = new aws.s3.Bucket("archive", {}, kept);
  const versioning = { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } };
  new aws.s3.BucketVersioning("archive", versioning, kept);
  const closed = {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  };
  const isPrivate = new aws.s3.BucketPublicAccessBlock("archive", { bucket: bucket.id, ...closed }, kept);
  const policy = { bucket: bucket.id, policy: encryptedConnectionsOnly(bucket.arn) };
  // One after the other: S3 may refuse two changes of a bucket's access at the same time.
  new aws.s3.BucketPolicy("archive", policy, { ...kept, dependsOn: isPrivate });
  return bucket;
}

const encryptedConnectionsOnly = (bucket: pulumi.Output<string>): aws.iam.PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "EncryptedConnectionsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucket, bucket.apply((arn) => `${arn}/*`)],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});
