/** What a nested function takes along from the functions around it. */
import * as ts from "typescript";
import type { Expression, Local } from "../../hir/nodes.js";
import type { Binding, FunctionContext } from "../function-context.js";
import { Consequence, refuse } from "../refusal.js";
import { local } from "../values/build.js";
import { constantOf } from "../values/constants.js";
import { analysisOf } from "./analysis.js";

export interface Captures {
  readonly symbols: readonly ts.Symbol[];
  readonly usesThis: boolean;
}

/** Variables that the function `node` uses from around it, functions and constants left out. */
export function capturesOf(node: ts.Node, context: FunctionContext): Captures {
  const analysis = analysisOf(node, context.compilation);
  const facts = analysis.function(node);
  const symbols = [...facts.free].filter((symbol) => analysis.lifted(symbol) === null && !isConstant(symbol, context));
  return { symbols, usesThis: facts.usesThis && context.thisLocal !== null };
}

function isConstant(symbol: ts.Symbol, context: FunctionContext): boolean {
  if (context.bindings.has(symbol)) return false;
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  return constantOf(declaration.initializer, context.checker) !== null;
}

/** The values to hand over, evaluated in `context`; `node` is where that happens. */
export function captureValues(captures: Captures, node: ts.Node, context: FunctionContext): Expression[] {
  const at = context.place(node);
  const values = captures.symbols.map((symbol) => local(boundLocal(symbol, node, context).local, at));
  if (captures.usesThis && context.thisLocal !== null) values.push(local(context.thisLocal, at));
  return values;
}

/** Gives `inner` locals for what it captures from `outer`, and binds the names to them. */
export function bindCaptures(captures: Captures, node: ts.Node, inner: FunctionContext, outer: FunctionContext): Local[] {
  const locals = captures.symbols.map((symbol) => {
    const binding = boundLocal(symbol, node, outer);
    const taken = inner.newLocal(binding.local.name, binding.local.type);
    inner.bindings.set(symbol, { ...binding, local: taken });
    return taken;
  });
  if (captures.usesThis && outer.thisLocal !== null) {
    inner.thisLocal = inner.newLocal("self", outer.thisLocal.type);
    locals.push(inner.thisLocal);
  }
  return locals;
}

function boundLocal(symbol: ts.Symbol, node: ts.Node, context: FunctionContext): Exclude<Binding, { readonly kind: "function" }> {
  const binding = context.bindings.get(symbol);
  if (binding !== undefined && binding.kind !== "function") return binding;
  if (context.compilation.diagnostics.length > 0) throw new Consequence();
  return refuse(node, "capture-before-declaration", { name: symbol.name });
}
