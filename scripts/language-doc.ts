/**
 * The part of docs/language.md that is made from the diagnostics' pages: what is refused, what to write instead, an example of each. Writes it; with
 * `--check` only says whether it is as it should be.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diagnosticPages, type DiagnosticPage } from "../src/compiler/diagnostics/pages.js";

const file = join(import.meta.dirname, "../docs/language.md");
const begin = "<!-- made by scripts/language-doc.ts from src/compiler/diagnostics/messages: begin -->";
const end = "<!-- end -->";

/** What the first digits of a code stand for. */
const bands: readonly (readonly [string, string])[] = [
  ["K0", "Programs and modules"],
  ["K1", "Syntax"],
  ["K2", "Types, classes, values"],
  ["K3", "Numbers"],
  ["K4", "Library"],
  ["K5", "C and contracts"],
  ["K6", "Tasks and what they share"],
];

function entry({ code, name, message, rewrite, reason, example }: DiagnosticPage): string {
  const text = [message, rewrite, reason].filter((part) => part !== null).join(" ");
  const head = `**${code}** ${name}: ${text}`;
  if (example === null) return head;
  return `${head}\n\n\`\`\`ts\n${example.profile === "host" ? "// a program of a host\n" : ""}${example.source}\`\`\``;
}

function section(): string {
  const pages = [...diagnosticPages().values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const parts = bands.flatMap(([prefix, title]) => {
    const inBand = pages.filter(({ code }) => code.startsWith(prefix));
    return inBand.length === 0 ? [] : [`### ${title}`, ...inBand.map(entry)];
  });
  return [begin, ...parts, end].join("\n\n");
}

/** The document with its made part as it should be. @throws Error without the marks */
export function updated(text: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has not the lines ${begin} and ${end}`);
  return text.slice(0, from) + section() + text.slice(to + end.length);
}

function main(args: readonly string[]): number {
  const text = readFileSync(file, "utf8");
  const wanted = updated(text);
  if (wanted === text) return 0;
  if (args.includes("--check")) {
    console.error("docs/language.md is not what the diagnostics' pages say: run `npm run docs`");
    return 1;
  }
  writeFileSync(file, wanted);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
