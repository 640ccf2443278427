/** Our diagnostics in tsc's form, for its own output and for editors. */
import * as ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** `K2104` becomes error 2104 of `tsvisor`, whose text begins with the whole code. @param file where its place is */
export function tscDiagnostic(diagnostic: Diagnostic, file: ts.SourceFile): ts.DiagnosticWithLocation {
  return {
    category: ts.DiagnosticCategory.Error,
    code: Number(diagnostic.code.replace(/\D/g, "")),
    source: "tsvisor",
    file,
    start: startOf(diagnostic, file),
    length: diagnostic.place === null ? 0 : diagnostic.length,
    messageText: [`${diagnostic.code}: ${diagnostic.message}`, diagnostic.rewrite, diagnostic.reason]
      .filter((line) => line !== null)
      .join("\n"),
  };
}

function startOf({ place }: Diagnostic, file: ts.SourceFile): number {
  return place === null ? 0 : file.getPositionOfLineAndCharacter(place.line - 1, place.column - 1);
}
