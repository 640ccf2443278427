/** What the analyzers say, and which of it is explained. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tool } from "./tools.js";

export interface Finding {
  readonly tool: Tool["name"];
  /** From the root, or `generated/NAME.c`. */
  readonly file: string;
  readonly line: number;
  /** The line, trimmed. */
  readonly code: string;
  /** `bugprone-sizeof-expression`, `-Wanalyzer-null-dereference`. */
  readonly check: string;
  readonly message: string;
}

/** A finding that is no fault. It is named by the code, not by the number of its line, which would move. */
interface Explanation {
  readonly tool: Tool["name"];
  readonly check: string;
  readonly file: string;
  readonly code: string;
  readonly why: string;
}

const explanations = JSON.parse(readFileSync(join(import.meta.dirname, "explained.json"), "utf8")) as readonly Explanation[];

export interface Judgement {
  readonly unexplained: readonly Finding[];
  /** Explanations of what nobody says any more. */
  readonly stale: readonly Explanation[];
  readonly explained: number;
}

/** @param lookedAt files of which an explanation may be stale; null: all */
export function judge(findings: readonly Finding[], lookedAt: ReadonlySet<string> | null): Judgement {
  const unexplained = findings.filter((finding) => !explanations.some((one) => explains(one, finding)));
  const stale = explanations.filter((one) => (lookedAt?.has(one.file) ?? true) && !findings.some((finding) => explains(one, finding)));
  return { unexplained, stale, explained: findings.length - unexplained.length };
}

function explains(one: Explanation, finding: Finding): boolean {
  return one.tool === finding.tool && one.check === finding.check && one.file === finding.file && one.code === finding.code;
}

/** Files with an explanation: what is looked at when there is little time. */
export function explainedFiles(): readonly string[] {
  return [...new Set(explanations.map(({ file }) => file))];
}

/** Reads `FILE:LINE:COLUMN: warning: MESSAGE [CHECK]`, as all four tools write it; a finding in a header is told once. */
export function findingsIn(text: string, tool: Tool["name"], nameOf: (file: string) => string): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const [, file = "", line = "", message = "", check = ""] of text.matchAll(
    /^(.*?):(\d+):\d+: (?:warning|error): (.*?)(?: \[([^[\]]*)\])?$/gm,
  )) {
    const finding = { tool, file: nameOf(file), line: Number(line), code: lineOf(file, Number(line)), check, message };
    found.set(`${finding.file}:${line} ${check} ${message}`, finding);
  }
  return [...found.values()];
}

function lineOf(file: string, line: number): string {
  return readFileSync(file, "utf8").split("\n")[line - 1]?.trim() ?? "";
}
