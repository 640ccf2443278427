/** Making diagnostics from AST nodes and from tsc's own. */
import * as ts from "typescript";
import { fileName } from "../frontend/file-names.js";
import type { Place } from "../hir/nodes.js";
import type { Diagnostic } from "./diagnostic.js";
import { diagnosticPages, filled } from "./pages.js";

/** By the names that stand in braces on the page: `{value}`. */
export type DiagnosticValues = Readonly<Record<string, string>>;

/** Paths in places are relative to this folder. */
export interface PlaceRoot {
  readonly root: string;
}

/** Line and column of `position`, from 1. */
export function placeAt(file: ts.SourceFile, position: number, { root }: PlaceRoot): Place {
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  return { file: fileName(file.fileName, root), line: line + 1, column: character + 1 };
}

/** The diagnostic of the page `name`, with its placeholders filled. */
export function diagnosticAt(node: ts.Node, name: string, values: DiagnosticValues, root: PlaceRoot): Diagnostic {
  const file = node.getSourceFile();
  const start = node.getStart(file);
  return { ...textOf(name, values), ...frameOf(file, start, node.getEnd() - start, root) };
}

/** A diagnostic that belongs to no place in a file. */
export function diagnosticWithoutPlace(name: string, values: DiagnosticValues): Diagnostic {
  return { ...textOf(name, values), place: null, sourceLine: "", length: 0 };
}

function textOf(name: string, values: DiagnosticValues): Pick<Diagnostic, "code" | "message" | "rewrite" | "reason"> {
  const page = diagnosticPages().get(name);
  if (page === undefined) throw new Error(`no page for the diagnostic ${name}`);
  const fill = (text: string | null): string | null => (text === null ? null : filled(text, values));
  return { code: page.code, message: filled(page.message, values), rewrite: fill(page.rewrite), reason: fill(page.reason) };
}

function frameOf(file: ts.SourceFile, start: number, length: number, root: PlaceRoot): Pick<Diagnostic, "place" | "sourceLine" | "length"> {
  const place = placeAt(file, start, root);
  return { place, sourceLine: file.text.split("\n", place.line)[place.line - 1] ?? "", length };
}

/** tsc's own error, as it is. */
export function diagnosticOfTsc(diagnostic: ts.Diagnostic, root: PlaceRoot): Diagnostic {
  const text = {
    code: `TS${diagnostic.code}`,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n  "),
    rewrite: null,
    reason: null,
  };
  if (diagnostic.file === undefined) return { ...text, place: null, sourceLine: "", length: 0 };
  return { ...text, ...frameOf(diagnostic.file, diagnostic.start ?? 0, diagnostic.length ?? 1, root) };
}
