import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KeyCredentials, RoleCredentials } from "pulumi-cavatica";

/** How the platform logs in to AWS, and what must exist before it tries. */
export interface Access {
  credentials: KeyCredentials | RoleCredentials;
  granted: pulumi.Resource;
}

/** Who may assume the role: what the platform's support names. */
export interface Trust {
  principal: string;
  externalId: pulumi.Output<string>;
}

/**
 * What the platform needs, and nothing else. It tests these rights when a volume is created, and refuses one that lacks them
 * with the code that is given here.
 */
export function exportPolicy(
  bucket: pulumi.Output<string>,
  prefix: string,
  platformBuckets: string[],
): aws.iam.PolicyDocument {
  const objects = pulumi.interpolate`${bucket}/${prefix}*`;
  const statements: aws.iam.PolicyStatement[] = [
    { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: bucket }, // 9204
    {
      Sid: "ReadAndWrite",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectAcl", "s3:PutObject", "s3:PutObjectAcl"], // 9205, 9207, 9206
      Resource: objects,
    },
  ];
  const theirs = platformBuckets.map((name) => `arn:aws:s3:::${name}/*`);
  const copyFrom = { Sid: "CopyFrom", Effect: "Allow", Action: "s3:GetObject", Resource: theirs } as const; // 9208
  return { Version: "2012-10-17", Statement: theirs.length > 0 ? [...statements, copyFrom] : statements };
}

/** A user with an access key, which every platform accepts. Another generation is another key. */
export function userAccess(policy: aws.iam.PolicyDocument, generation: number): Access {
  const user = new aws.iam.User("platform");
  const granted = new aws.iam.UserPolicy("platform", { user: user.name, policy });
  const key = new aws.iam.AccessKey(`platform-${generation}`, { user: user.name });
  return { credentials: { accessKeyId: key.id, secretAccessKey: key.secret }, granted };
}

/** A role, so that no key exists that could leak. The platform's support may have to allow it for the account first. */
export function roleAccess(policy: aws.iam.PolicyDocument, { principal, externalId }: Trust): Access {
  const role = new aws.iam.Role("platform", {
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: principal },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": externalId } },
        },
      ],
    },
  });
  const granted = new aws.iam.RolePolicy("platform", { role: role.name, policy });
  return { credentials: { roleArn: role.arn, externalId }, granted };
}
