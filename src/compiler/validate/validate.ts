/** The subset's syntax, checked over whole files: what nothing reaches is held to the same rules. */
import * as ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnosticAt, type PlaceRoot } from "../diagnostics/report.js";
import { perFile } from "../frontend/per-file.js";
import { isNodeOnly } from "../frontend/tags.js";
import { isNodePartOfNativeStruct } from "../frontend/module-graph.js";
import { rules } from "./rules.js";
import { isToken, knownKinds } from "./syntax.js";

export function validateFile(file: ts.SourceFile, root: PlaceRoot): Diagnostic[] {
  return refusalsIn(file).map(({ node, page, values = {} }) => diagnosticAt(node, page, values, root));
}

/** Bodies that run in Node alone may be anything. */
const refusalsIn = perFile((file): readonly RefusedNode[] => {
  const found: RefusedNode[] = [];
  const visit = (node: ts.Node): void => {
    if (isNodeOnly(node) || isNodePartOfNativeStruct(node)) return;
    const refusal = refusalOf(node);
    if (refusal !== null) return void found.push({ node, ...refusal });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
});

type RuleResult = ReturnType<NonNullable<ReturnType<typeof rules.get>>>;

type RefusedNode = NonNullable<RuleResult> & { readonly node: ts.Node };

function refusalOf(node: ts.Node): RuleResult {
  const refusal = rules.get(node.kind)?.(node) ?? null;
  if (refusal !== null) return refusal;
  const isKnown = knownKinds.has(node.kind) || ts.isTypeNode(node) || isTypePart(node) || isToken(node);
  return isKnown ? null : { page: "syntax", values: { kind: ts.SyntaxKind[node.kind] } };
}

/** Parts of types are left to the type mapper, which refuses what has no representation. */
function isTypePart(node: ts.Node): boolean {
  for (let at: ts.Node = node.parent; at !== undefined; at = at.parent) {
    if (ts.isTypeNode(at) && !ts.isExpressionWithTypeArguments(at)) return true;
    if (ts.isStatement(at) || ts.isExpression(at)) return false;
  }
  return false;
}
