// Links between files of the repository: relative ones, and addresses of the same files on GitHub, which pages of the
// npm package use for files that aren't packed.
import { posix } from "node:path";

const RELATIVE = /(?:\]\(|src="|href=")(?!https?:|\/)([^)"#\s]*)(?:#([^)"]*))?[)"]/g;
const ON_GITHUB =
  /https:\/\/github\.com\/pulumi-cavatica\/pulumi-cavatica\/(?:blob|tree)\/main\/([^)"#\s`>]*)(?:#([^)"\s]*))?/g;

const link = (page, [, target = "", anchor]) => ({
  shown: anchor === undefined ? target : `${target}#${anchor}`,
  path: target ? posix.join(posix.dirname(page), target).replace(/\/$/, "") : page,
  anchor,
});

/** Each link as it is written, with the path that it leads to and the heading, if it names one. */
export const relativeLinks = (page, text) => [...text.matchAll(RELATIVE)].map((match) => link(page, match));

/** The same for addresses on GitHub, which are written from the repository's root. */
export const linksToGitHub = (text) => [...text.matchAll(ON_GITHUB)].map((match) => link("README.md", match));
