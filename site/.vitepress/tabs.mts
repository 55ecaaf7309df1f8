// One example in several languages. In the pages it is a run of labelled code blocks between two comments, of which GitHub shows
// the first and folds the others; the site makes tabs of them.

/** The languages of an example that names no others. */
const USUAL = ["TypeScript", "Python", "YAML", "Go"];

export interface Example {
  /** The languages that the comment before it promises. */
  promised: string[];
  blocks: Block[];
}

interface Block {
  title: string;
  language: string;
  /** With the last line's end. */
  text: string;
}

/** `of` names the example that `npm run reference` writes; `in` names languages other than the usual ones. */
const GROUP = /^<!-- tabs(?: of [\w-]+)?(?: in ([\w, ]+))? -->\n(.*?)^<!-- \/tabs -->$/gms;
const BLOCK = /^\*\*(.+?)\*\*\n\n```(\w+)\n(.*?)^```$/gms;
const FOLD = /<\/?details>|<summary>.*?<\/summary>/g;
const MARK = /^<!-- \/?tabs.*$/m;

function exampleOf(languages: string | undefined, body: string): Example {
  const rest = body.replace(BLOCK, "").replace(FOLD, "").trim();
  if (rest) throw new Error(`between the comments of tabs there is more than labelled code blocks: ${rest}`);
  const blocks = [...body.matchAll(BLOCK)].map(([, title = "", language = "", text = ""]) => {
    return { title, language, text };
  });
  return { promised: languages?.split(", ") ?? USUAL, blocks };
}

/** The examples of a page. */
export const examplesIn = (page: string): Example[] =>
  [...page.matchAll(GROUP)].map(([, languages, body = ""]) => exampleOf(languages, body));

const codeGroup = ({ blocks }: Example): string => {
  const tabs = blocks.map(({ title, language, text }) => `\`\`\`${language} [${title}]\n${text}\`\`\``);
  return ["::: code-group", ...tabs, ":::"].join("\n\n");
};

/** The page as VitePress reads it: https://vitepress.dev/guide/markdown#code-groups */
export function withTabs(page: string): string {
  const result = page.replace(GROUP, (_, languages: string | undefined, body: string) =>
    codeGroup(exampleOf(languages, body)),
  );
  const [unpaired] = MARK.exec(result) ?? [];
  if (unpaired) throw new Error(`a comment of tabs that can't be read, or has no other end: ${unpaired}`);
  return result;
}
