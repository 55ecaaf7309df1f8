/** Volumes as users write them, one of each type. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const SECRET = "not-to-be-seen";
export const keys = { accessKeyId: "AKIA1", secretAccessKey: SECRET };
export const PEM = `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`;

export const s3 = { type: "s3", bucket: "lab-out", credentials: keys };
export const gcs = { type: "gcs", bucket: "lab-out", credentials: { clientEmail: "a@b", privateKey: PEM } };
export const azure = {
  type: "azure",
  storageAccount: "labaccount",
  container: "out",
  credentials: { tenantId: "t", clientId: "c", clientSecret: SECRET },
  properties: { resourceId: "/subscriptions/s" },
};
export const oss = {
  type: "oss",
  bucket: "lab-out",
  endpoint: "oss-cn-beijing.aliyuncs.com",
  credentials: keys,
};

export const volume = (service: unknown, more: object = {}) => ({
  name: "out_1",
  accessMode: "RO",
  service,
  ...more,
});
