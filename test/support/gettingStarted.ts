// The pages in docs/getting-started, each followed word for word on a machine where only what it requires is installed.
import { delimiter } from "node:path";
import { cliFolder, isolation } from "./cli";
import { newInstallation } from "./installed";
import { cleanEnvironment } from "./project";
import { walk, type Walk } from "./walk";

const adapt = (block: string): string =>
  block
    // The package isn't published under this name in the test: it is installed in the parent folder, where npm finds it.
    .replace(/^npm install$/m, "ln -s ../node_modules node_modules")
    // The CLI finds the home folder by the user, not by HOME, and a test must leave that of its user alone.
    .replace("pulumi login --local", 'pulumi login "file://$HOME"');

/** A terminal at the page's beginning; `hosts`: folders of language hosts that the CLI doesn't bring here. */
export async function startPage(name: string, packages: string[], hosts: string[] = []): Promise<Walk> {
  const place = await newInstallation(packages);
  // The page chooses these two itself.
  const given = { PULUMI_BACKEND_URL: undefined, PULUMI_CONFIG_PASSPHRASE: undefined };
  const settings = isolation(await cliFolder(), place);
  const PATH = [...hosts, settings["PATH"]].join(delimiter);
  const env = cleanEnvironment(place, { ...settings, PATH, ...given });
  return walk({ page: `docs/getting-started/${name}.md`, place, env, adapt });
}
