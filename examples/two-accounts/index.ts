import { Config } from "@pulumi/pulumi";
import { FileExport, getFileOutput, Provider } from "pulumi-cavatica";

const config = new Config();

// Another account: it takes precedence over environment, configuration and profile, and has its own token and rate limit.
const partner = new Provider("partner", {
  endpoint: config.require("partnerEndpoint"),
  authToken: config.requireSecret("partnerToken"),
});

// Without a provider: uses the account from the environment, the configuration or the profile.
const own = new FileExport("own", {
  source: { file: config.require("file") },
  destination: { volume: config.require("volume"), location: "shared/own.bam" },
  // true leaves the file on the platform. false MOVES it: it becomes an alias of the object, one way.
  copyOnly: true,
});

// Look-ups take the provider as well.
const theirs = getFileOutput({ id: config.require("partnerFile") }, { provider: partner });

const theirExport = new FileExport(
  "theirs",
  {
    source: { file: theirs.id },
    destination: { volume: config.require("partnerVolume"), location: theirs.path },
    copyOnly: true,
  },
  { provider: partner },
);

export const ownUri = own.uri;
export const theirUri = theirExport.uri;
export const theirProject = theirs.project;
