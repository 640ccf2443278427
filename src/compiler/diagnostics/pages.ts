/** The diagnostics' texts: one Markdown page each in `messages/`, read once. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../frontend/file-names.js";
import type { Profile } from "../hir/nodes.js";

export interface DiagnosticPage {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  readonly rewrite: string | null;
  readonly reason: string | null;
  /** A program that is refused so; null where tsc never lets one through. */
  readonly example: Example | null;
}

export interface Example {
  readonly source: string;
  readonly profile: Profile;
}

const folder = path.join(repositoryRoot, "src/compiler/diagnostics/messages");
const heading = /^# (K\d{4}) ([a-z0-9-]+)$/;

const fence = /^```ts( host)?\n(.*?)^```$/ms;

/**
 * Page: heading with code and name, message, `> ` rewrite, reason, example in a block of `ts`, or of `ts host` where only a program of a host is refused
 * so; the last three may be missing. @throws Error naming the file
 */
export function parsePage(file: string, text: string): DiagnosticPage {
  const lines = text
    .replace(fence, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const [, code, name] = heading.exec(lines[0] ?? "") ?? [];
  const message = lines[1];
  if (code === undefined || name === undefined || message === undefined) throw new Error(`${file}: expected "# K0000 name" and a message`);
  if (file !== `${name}.md`) throw new Error(`${file}: the heading names ${name}`);
  const rewrite = lines.filter((line) => line.startsWith("> ")).map((line) => line.slice(2));
  const reason = lines.slice(2).filter((line) => !line.startsWith("> "));
  return { code, name, message, rewrite: joined(rewrite), reason: joined(reason), example: exampleIn(text) };
}

function exampleIn(text: string): Example | null {
  const [, host, source] = fence.exec(text) ?? [];
  return source === undefined ? null : { source, profile: host === undefined ? "device" : "host" };
}

function joined(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : lines.join(" ");
}

function loadPages(): ReadonlyMap<string, DiagnosticPage> {
  const pages = readdirSync(folder).filter((file) => file.endsWith(".md"));
  const loaded = pages.map((file) => parsePage(file, readFileSync(path.join(folder, file), "utf8")));
  return new Map(loaded.map((page) => [page.name, page]));
}

let pages: ReadonlyMap<string, DiagnosticPage> | null = null;

/** All pages by name. */
export function diagnosticPages(): ReadonlyMap<string, DiagnosticPage> {
  pages ??= loadPages();
  return pages;
}

/** `{name}` in `text` becomes the value of that name. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}
