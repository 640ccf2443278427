/** What a pass has found, as a diagnostic of its page. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnosticPages, filled } from "../diagnostics/pages.js";
import type { Place } from "../hir/nodes.js";

export interface Finding {
  /** Name of the diagnostic page. */
  readonly page: string;
  readonly at: Place;
  readonly values: Readonly<Record<string, string>>;
}

/** @param sourceLine text of the line at a place */
export function diagnose({ page: name, at, values }: Finding, sourceLine: (at: Place) => string): Diagnostic {
  const page = diagnosticPages().get(name);
  if (page === undefined) throw new Error(`no page for the diagnostic ${name}`);
  const fill = (text: string | null): string | null => (text === null ? null : filled(text, values));
  const texts = { code: page.code, message: filled(page.message, values), rewrite: fill(page.rewrite), reason: fill(page.reason) };
  return { ...texts, place: at, sourceLine: sourceLine(at), length: 1 };
}
