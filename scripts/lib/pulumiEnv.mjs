// The environment in which a script runs the CLI, with all its files in one folder.
import { delimiter, dirname, join } from "node:path";

/** `cli`: the folder of the CLI; `folder`: where its home and state go. */
export const pulumiEnv = (cli, folder, extra) => ({
  // Settings of the caller's own stacks and accounts must not have any effect.
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PULUMI_|SB_)/.test(name))),
  PATH: [cli, dirname(process.execPath), process.env.PATH].join(delimiter),
  PULUMI_HOME: join(folder, "home"),
  PULUMI_BACKEND_URL: `file://${folder}`,
  PULUMI_CONFIG_PASSPHRASE: "demo",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  ...extra,
});
