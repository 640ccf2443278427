/** Diagnostics as a person reads them: place, text, rewrite, reason, the source line with the spot marked. */
import type { Diagnostic } from "./diagnostic.js";

/** As a terminal shows it: place, code, message, rewrite and the line with what is meant underlined. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const lines = [`${where(diagnostic)}error ${diagnostic.code}: ${diagnostic.message}`];
  if (diagnostic.rewrite !== null) lines.push(`  ${diagnostic.rewrite}`);
  if (diagnostic.reason !== null) lines.push(`  ${diagnostic.reason}`);
  lines.push(...codeFrame(diagnostic));
  return lines.join("\n");
}

function where({ place }: Diagnostic): string {
  return place === null ? "" : `${place.file}:${place.line}:${place.column} - `;
}

function codeFrame({ place, sourceLine, length }: Diagnostic): string[] {
  if (place === null) return [];
  const margin = `${place.line} `;
  const before = sourceLine.slice(0, place.column - 1).replace(/[^\t]/g, " ");
  const marks = "~".repeat(Math.max(1, Math.min(length, sourceLine.length - place.column + 1)));
  return ["", `${margin}${sourceLine}`, `${" ".repeat(margin.length)}${before}${marks}`];
}
