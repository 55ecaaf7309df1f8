// npm run picture: draws docs/images/preview-and-up.svg from the recorded transcript; with --record, records it first.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./lib/paths.mjs";
import { main, say } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";
import { pictureOf } from "./lib/terminalPicture.mjs";
import { recordTranscript } from "./lib/transcript.mjs";

const transcript = join(root, "scripts/picture/transcript.txt");
const picture = join(root, "docs/images/preview-and-up.svg");

await main(async () => {
  if (process.argv.includes("--record")) {
    const { cli } = await setup();
    await writeFile(transcript, await recordTranscript(cli));
  }
  await writeFile(picture, pictureOf(await readFile(transcript, "utf8")));
  say(`drawn: ${picture.slice(root.length + 1)}`);
});
