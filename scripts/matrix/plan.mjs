// The tested combinations: every Node.js with every SDK that it can run, and each package manager once.

/** The newest of each release line; "newest" is whatever the registry has. Node.js 20 runs SDKs up to 3.248. */
export const NODES = ["20", "22", "24", "newest"];
export const SDKS = ["3.216.0", "3.248.0", "newest"];
export const MANAGERS = ["npm", "pnpm", "yarn"];

const runs = (node, sdk) => node !== "20" || sdk !== "newest";

/** @typedef {{ node: string, sdk: string, manager: string, cli?: string }} Cell */

/** Each of these CLIs with the oldest and the newest of the others, since what it needs of them is a protocol. */
export const cliPlan = (clis, { nodes = NODES, sdks = SDKS } = {}) =>
  clis.flatMap((cli) =>
    [0, -1].map((end) => ({ cli, node: nodes.at(end), sdk: sdks.at(end), manager: "npm" })),
  );

/** @returns {Cell[]} */
export const plan = ({ nodes = NODES, sdks = SDKS, managers = MANAGERS } = {}) => [
  ...nodes.flatMap((node) =>
    sdks.filter((sdk) => runs(node, sdk)).map((sdk) => ({ node, sdk, manager: "npm" })),
  ),
  ...managers
    .filter((manager) => manager !== "npm")
    .map((manager) => ({ node: nodes.at(-1), sdk: sdks.at(-1), manager })),
];
