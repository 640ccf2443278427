/** How lowering leaves a construct that it does not accept: the statement is given up, the next one is looked at. */
import type * as ts from "typescript";
import type { DiagnosticValues } from "../diagnostics/report.js";

/** Carries the name of a diagnostic page, its values, and the node that is meant. */
export class Refusal extends Error {
  constructor(
    readonly node: ts.Node,
    readonly page: string,
    readonly values: DiagnosticValues,
  ) {
    super(page);
  }
}

/** What follows from an error that is already reported. */
export class Consequence extends Error {}

/** Gives up on `node` with the diagnostic `page`. */
export function refuse(node: ts.Node, page: string, values: DiagnosticValues = {}): never {
  throw new Refusal(node, page, values);
}
