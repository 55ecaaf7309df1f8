import type { Spec } from "./types";

/** Of the stack's configuration, `cavatica:…`, as the session reads it (runtime/account/session.ts). */
export const SETTINGS: Record<string, Spec> = {
  endpoint: {
    type: "string",
    description:
      "A platform's short name (cavatica, cgc, aws-us, aws-eu, bdc) or its API address. Default: cavatica. The environment's SB_API_ENDPOINT comes first.",
  },
  authToken: {
    type: "string",
    secret: true,
    description: "The authentication token. The environment's SB_AUTH_TOKEN comes first.",
  },
  profile: {
    type: "string",
    description:
      "Which profile of ~/.sevenbridges/credentials to use where neither environment nor configuration has a token. Default: default.",
  },
  preflight: {
    type: "string",
    description:
      'What previews do with exports and imports that are bound to fail: "fail" (default), "warn", or "off" to look nothing up.',
  },
  pollInterval: {
    type: "string",
    description: "The least time between two looks at a job, such as 30s or 2m. Default: as its age asks for.",
  },
  objectChecks: {
    type: "string",
    description:
      'How many requests a preview or a refresh may spend on checking objects in their buckets: "some" (default, 5), "all", or "off".',
  },
};

const { profile: _stacksOwn, ...OF_A_PROVIDER } = SETTINGS;

/** An account of its own names its token itself. */
export const PROVIDER_SETTINGS: Record<string, Spec> = {
  ...OF_A_PROVIDER,
  endpoint: {
    ...SETTINGS["endpoint"],
    description:
      "A platform's short name (cavatica, cgc, aws-us, aws-eu, bdc) or its API address. Default: cavatica.",
  },
  authToken: { ...SETTINGS["authToken"], description: "The authentication token." },
};

export const LANGUAGES: Spec = {
  python: {
    packageName: "pulumi_cavatica",
    pyproject: { enabled: true },
    respectSchemaVersion: true,
    inputTypes: "classes-and-dicts",
  },
  go: {
    importBasePath: "github.com/pulumi-cavatica/pulumi-cavatica/sdk/go/cavatica",
    generateResourceContainerTypes: true,
    respectSchemaVersion: true,
  },
  nodejs: { packageName: "@pulumi-cavatica/native", respectSchemaVersion: true },
  csharp: { namespaces: { cavatica: "Cavatica" }, respectSchemaVersion: true },
};
