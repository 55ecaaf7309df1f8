import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { checkout } from "../../support/project";
import { pages } from "../../support/snippets";

const LINK = /\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g;

describe.each(pages())("%s", (page) => {
  it("has no dead links", () => {
    const folder = dirname(join(checkout, page));
    const links = [...readFileSync(join(checkout, page), "utf8").matchAll(LINK)].map(([, target]) => target!);
    const broken = links
      .map((target) => relative(checkout, join(folder, target)))
      .filter((path) => !existsSync(join(checkout, path)));
    expect(broken).toEqual([]);
  });
});
