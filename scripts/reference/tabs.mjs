// One example in several languages, as the pages show it: site/.vitepress/tabs.mts makes tabs of it for the site.
import { LANGUAGES } from "./languages.mjs";

const block = ({ title, fence, text }) => `**${title}**\n\n\`\`\`${fence}\n${text}\n\`\`\``;

/** `use` is rendered from its arguments, or as its `texts` say if a language does it differently. */
export function tabs(use, of = "") {
  const [first, ...others] = LANGUAGES.map(({ title, fence, render }) => ({
    title,
    fence,
    text: use.texts?.[title] ?? render(use),
  }));
  const summary = others.map(({ title }) => title).join(", ");
  return [
    `<!-- tabs${of && ` of ${of}`} -->`,
    block(first),
    `<details>\n<summary>${summary}</summary>`,
    ...others.map(block),
    "</details>",
    "<!-- /tabs -->",
  ].join("\n\n");
}
