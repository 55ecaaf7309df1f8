// Records what Pulumi shows for the picture's exports, on a simulated platform.
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { DemoStack } from "./demoStack.mjs";
import { root } from "./paths.mjs";

const COMMANDS = [
  ["preview", []],
  ["up", ["--yes"]],
];

// eslint-disable-next-line no-control-regex -- what terminals understand
const plain = (line) => line.replace(/\u001b\[[\d;]*m/g, "");
/** A resource's row: its state, type and name. */
const ROW = /^ [+~-] +(\S+:\S+ \S+) /;

/** A terminal changes a resource's row in place, while a log repeats it; the last one is what a user sees at the end. */
function lastOfEachRow(lines) {
  const keyOf = (line) => ROW.exec(plain(line))?.[1];
  const last = new Map(lines.map((line, i) => [keyOf(line), i]));
  return lines.filter((line, i) => keyOf(line) === undefined || last.get(keyOf(line)) === i);
}

/** Dots, and rows of components, of which a log only shows the beginning. */
const isProgress = (line) => /^@ | creating \(/.test(plain(line));

/** `up` begins with a preview of its own, which would be the same again. */
function withoutPreview(lines) {
  const start = lines.findIndex((line) => plain(line).startsWith("Updating "));
  return start === -1 ? lines : lines.slice(start);
}

async function shown(stack, [command, args]) {
  const lines = [];
  const more = ["--color=always", "--suppress-outputs"];
  const code = await stack.run(command, [...more, ...args], (line) => lines.push(line));
  if (code !== 0) throw new Error(`pulumi ${command} exited with ${code}:\n${lines.join("\n")}`);
  const typed = ["pulumi", command, ...args].join(" ");
  const rows = lastOfEachRow(withoutPreview(lines).filter((line) => !isProgress(line)));
  return [`$ \u001b[1m${typed}\u001b[0m`, ...rows, ""];
}

function checked(text, secrets) {
  const found = [...secrets, root, homedir(), tmpdir()].find((one) => text.includes(one));
  if (found !== undefined) throw new Error(`the transcript contains ${found}`);
  return text;
}

/** The commands and what they print, with colours; neither paths nor a token are in it. */
export async function recordTranscript(cli) {
  const { startSimulator } = createRequire(import.meta.url)(join(root, "dist/simulator/index.js"));
  const platform = await startSimulator({ seed: "demo" });
  let stack;
  try {
    stack = await DemoStack.create(cli, { SB_API_ENDPOINT: platform.url, SB_AUTH_TOKEN: platform.token });
    const manifest = "scripts/picture/exports.yaml";
    await stack.run("config set", ["cavatica:manifest", manifest], () => {});
    const parts = [];
    for (const command of COMMANDS) parts.push(...(await shown(stack, command)));
    return checked(parts.join("\n").replaceAll(stack.name, "prod"), [platform.token, platform.url]);
  } finally {
    await stack?.remove();
    await platform.close();
  }
}
