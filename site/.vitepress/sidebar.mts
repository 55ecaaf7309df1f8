import { readdirSync } from "node:fs";
import { join } from "node:path";

const docs = join(import.meta.dirname, "../../docs");

const page = (text: string, link: string) => ({ text, link: `/${link}` });

const pagesIn = (folder: string) =>
  readdirSync(join(docs, folder))
    .filter((name) => name.endsWith(".md") && name !== "index.md")
    .map((name) => page(name.slice(0, -3), `${folder}/${name.slice(0, -3)}`));

/** TypeDoc's pages are built beside these (scripts/docs.mjs), so they are opened as another site. */
const typescript = { text: "TypeScript API", link: "/typescript/index.html", target: "_self" };

const start = [
  page("Getting started", "getting-started"),
  page("With a manifest", "getting-started/manifest"),
  page("In TypeScript", "getting-started/typescript"),
  page("In Python", "getting-started/python"),
  page("Concepts", "concepts"),
  page("Features", "features"),
  page("Comparison with other tools", "comparison"),
  page("Python, YAML, Go", "languages"),
];

const howTo = [
  page("Export a project before its end", "how-to/licence-end"),
  page("Deliver to a collaborator's bucket", "how-to/collaborator-bucket"),
  page("Make the bucket on AWS, too", "aws-bucket"),
  page("Use several accounts", "how-to/many-accounts"),
  page("Come from a Python or R script", "how-to/from-scripts"),
  page("Resume a broken run", "how-to/resume"),
  page("Replace the token", "how-to/rotate-token"),
  page("Run in a pipeline", "pipelines"),
  page("Run behind a proxy", "network"),
];

const guides = [
  page("Account and settings", "settings"),
  page("Manifests", "manifest"),
  page("One file or thousands", "bulk"),
  page("Previews and the preflight", "preflight"),
  page("An export, step by step", "life-cycle"),
  page("Verification", "verification"),
  page("Command line", "command-line"),
  page("Troubleshooting", "troubleshooting"),
];

const reference = [
  page("Overview", "reference/"),
  ...pagesIn("reference"),
  typescript,
  page("Effect of changing an input", "inputs"),
  page("Errors", "errors"),
];

const background = [
  page("Known limitations", "limits"),
  page("Security", "security"),
  page("Reliability", "reliability"),
  page("The platform's API", "platform"),
  page("Architecture", "architecture"),
  page("Benchmarks", "benchmarks"),
];

/** Apart from the configuration, so that a test can compare it with the pages without loading VitePress. */
export const sidebar = [
  { text: "Start", items: start },
  { text: "How to", items: howTo },
  { text: "Guides", items: guides },
  { text: "Reference", items: reference },
  { text: "Background", items: background },
  { text: "Decisions", collapsed: true, items: pagesIn("decisions") },
];
