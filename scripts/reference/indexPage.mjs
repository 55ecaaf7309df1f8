// The reference's first page: one line per resource and function, and the configuration.
import { schema } from "./schema.mjs";

const firstSentence = (text) => text.split("\n")[0].replace(/(\.)\s.*$/s, "$1");

const list = (things) =>
  Object.entries(things)
    .map(([token, { description }]) => {
      const name = token.split(":").at(-1);
      return `- [${name}](${name}.md): ${firstSentence(description)}`;
    })
    .join("\n");

export const indexPage = () =>
  [
    "# Reference",
    "Generated from the sources by `npm run reference`: resources, functions and configuration, in every language. Features " +
      "that only TypeScript has (`fromManifest`, `itemsFrom`, `Provider`, `deploy`, the simulator) are described in their doc comments.",
    "## Resources",
    list(schema.resources),
    "## Functions",
    list(schema.functions),
    "## Configuration",
    ["| key | meaning |", "| --- | --- |", ...Object.entries(schema.config.variables).map(setting)].join(
      "\n",
    ),
  ].join("\n\n");

const setting = ([name, { description, secret }]) =>
  `| \`cavatica:${name}\` | ${description}${secret ? " Secret." : ""} |`;
