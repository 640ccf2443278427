/** `const` and `let`: locals, boxes for variables that closures share, globals at the top level of a module. */
import * as ts from "typescript";
import type { Block, Expression, Local, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { isOperation } from "../../hir/walk.js";
import { parameterSymbol } from "../expressions/identifier.js";
import { lowerExpression, lowerValueAs } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { analysisOf, isModuleLevel, type VariableFacts } from "../functions/analysis.js";
import { genericConstant } from "../functions/functions.js";
import { counterOf } from "../functions/counters.js";
import { lowerClassStatics } from "../modules/statics.js";
import { globalOf } from "../modules/globals.js";
import { refuse } from "../refusal.js";
import { evolvedTypeOf, variableType } from "../types/evolving.js";
import { optionalOf, typeAt } from "../types/from-ts.js";
import { f64Type, isNarrow, isWide, numberType, presentType, sameType } from "../types/hir-types.js";
import type { Interval } from "../types/ranges.js";
import { assign, letStatement, nullOf } from "../values/build.js";
import { constantOf, constantTable } from "../values/constants.js";
import { coerce, convertTo } from "../values/coerce.js";
import { unconverted } from "../values/doubles.js";
import { intervalOf, noteCounter, noteInterval } from "../values/intervals.js";
import { settle } from "../values/temporaries.js";
import { liftedFunctionOf } from "./local-functions.js";
import { bindPattern } from "./patterns.js";

export function lowerVariableStatement(node: ts.VariableStatement, to: Block, context: FunctionContext): void {
  lowerVariables(node.declarationList, to, context);
}

export function lowerVariables(list: ts.VariableDeclarationList, to: Block, context: FunctionContext): void {
  if ((list.flags & ts.NodeFlags.BlockScoped) === 0) return refuse(list, "var");
  if ((list.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) return refuse(list, "syntax", { kind: "using" });
  for (const declaration of list.declarations) lowerVariable(declaration, to, context);
}

function lowerVariable(declaration: ts.VariableDeclaration, to: Block, context: FunctionContext): void {
  const { name, initializer } = declaration;
  if (!ts.isIdentifier(name)) {
    if (initializer === undefined) return refuse(declaration, "syntax", { kind: "BindingPattern" });
    return bindPattern(name, initialValue(declaration, initializer, to, context), to, context);
  }
  if (initializer !== undefined && ts.isClassExpression(initializer)) return lowerClassStatics(initializer, to, context);
  if (isModuleLevel(declaration) && genericConstant(symbolAt(name, context)) !== null) return;
  if (initializer !== undefined && isFoldedAway(declaration, context)) return checkFolded(declaration, initializer, to, context);
  if (isModuleLevel(declaration)) return lowerGlobal(declaration, name, to, context);
  if (liftedFunctionOf(name, context) !== null) return;
  if (initializer === undefined) return declareEmpty(declaration, name, to, context);
  bindVariable(name, typedValue(declaration, initializer, to, context), to, context);
}

/** A constant that does not fit its declared type traps here, whoever names it. */
function checkFolded(declaration: ts.VariableDeclaration, initializer: ts.Expression, to: Block, context: FunctionContext): void {
  if (declaration.type === undefined) return;
  const given = typedValue(declaration, initializer, to, context);
  const value = given.kind === "wrap" ? given.value : given;
  if (value.kind === "convert" && value.mode === "checked")
    to.push(letStatement(context.newLocal(declaration.name.getText(), value.type), value, value.at));
}

/** A `const` whose value is known, or a table of constants, is put in wherever it is named. */
function isFoldedAway(declaration: ts.VariableDeclaration, context: FunctionContext): boolean {
  const { initializer } = declaration;
  if (initializer === undefined || (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) return false;
  const symbol = context.checker.getSymbolAtLocation(declaration.name);
  if (symbol !== undefined && isModuleLevel(declaration) && constantTable(symbol) !== null) return true;
  const constant = constantOf(initializer, context.checker);
  return constant !== null && (constant.kind !== "bigint" || (constant.value < 1n << 64n && constant.value >= -(1n << 63n)));
}

/** A pattern takes its types from the value. */
function initialValue(declaration: ts.VariableDeclaration, initializer: ts.Expression, to: Block, context: FunctionContext) {
  const expected = declaration.type === undefined ? null : typeAt(declaration.name, context);
  return expected === null
    ? lowerExpression(initializer, to, context)
    : settle(lowerValueAs(initializer, expected, to, context), to, context);
}

/** A variable has its declared type; without one the type of its value, which says more about a bigint than tsc does. */
function typedValue(declaration: ts.VariableDeclaration, initializer: ts.Expression, to: Block, context: FunctionContext): Value {
  if (declaration.type?.kind === ts.SyntaxKind.NeverKeyword) return lowerExpression(initializer, to, context);
  if (declaration.type !== undefined) return lowerValueAs(initializer, typeAt(declaration.name, context), to, context);
  if (isBigInt(declaration, context)) return lowerExpression(initializer, to, context);
  const type = ts.isIdentifier(declaration.name) ? variableType(declaration.name, context) : typeAt(declaration.name, context);
  return lowerValueAs(initializer, type, to, context);
}

function isBigInt(declaration: ts.VariableDeclaration, context: FunctionContext): boolean {
  return (context.checker.getTypeAtLocation(declaration.name).flags & ts.TypeFlags.BigIntLike) !== 0;
}

/** `let x: T;`: assigned before it is read, as tsc has checked; where functions share it, each read traps as long as there is nothing. */
function declareEmpty(declaration: ts.VariableDeclaration, name: ts.Identifier, to: Block, context: FunctionContext): void {
  const at = context.place(declaration);
  const declaredType = declaration.type === undefined ? typeFromUses(name, context) : typeAt(declaration.type, context);
  const counter = declaredType.kind === "f64" ? counterOf(symbolAt(name, context), name, context) : null;
  const type = counter === null ? declaredType : numberType;
  if (type.kind === "optional") return bindVariable(name, nullOf(type, at), to, context);
  const symbol = symbolAt(name, context);
  if (analysisOf(name, context.compilation).variable(symbol).captured)
    return bindVariable(name, nullOf(optionalOf(type, declaration), at), to, context);
  const declared = context.newLocal(name.text, type, true);
  if (counter !== null) noteCounter(declared, counter);
  context.bindings.set(symbol, { kind: "local", local: declared });
  to.push(letStatement(declared, null, at));
}

function typeFromUses(name: ts.Identifier, context: FunctionContext): HirType {
  return evolvedTypeOf(name, context) ?? refuse(name.parent, "type-missing", { name: name.text });
}

function symbolAt(name: ts.Identifier, context: FunctionContext): ts.Symbol {
  return parameterSymbol(name, context) ?? context.checker.getSymbolAtLocation(name) ?? refuse(name, "name-unknown", { name: name.text });
}

/**
 * Binds a name to a value: by itself when it never changes, in a mutable local, or in a box when closures see it change.
 * `argument` is the parameter that already holds the value.
 */
export function bindVariable(name: ts.Identifier, given: Value, to: Block, context: FunctionContext, argument: Local | null = null): void {
  const symbol = symbolAt(name, context);
  if (given.type.kind === "void") return refuse(name, "void-value");
  const facts = analysisOf(name, context.compilation).variable(symbol);
  const counter = counterOf(symbol, name, context);
  const value = isPlainNumber(given, name, context) ? representedNumber(given, facts, counter, to, context) : given;
  if (facts.assigned && facts.captured) return bindCell(symbol, name, value, to, context);
  if (!facts.assigned && argument !== null && value.kind === "local" && value.local === argument) {
    context.bindings.set(symbol, { kind: "local", local: argument });
    return;
  }
  const declared = context.newLocal(name.text, value.type, facts.assigned);
  if (counter !== null && declared.type.kind === "number") noteCounter(declared, counter);
  if (!facts.assigned && !isOperation(value)) noteInterval(declared, intervalOf(value));
  to.push(letStatement(declared, value, context.place(name)));
  context.bindings.set(symbol, { kind: "local", local: declared });
}

/** A `number` of the host profile: no flavour says how it is represented. */
function isPlainNumber(value: Value, name: ts.Identifier, context: FunctionContext): boolean {
  return isNarrow(value.type) && context.compilation.hasDoubles(name) && typeAt(name, context).kind === "f64";
}

/** What never changes stays the integer that it is; what does is a double, unless it only counts. */
function representedNumber(value: Value, facts: VariableFacts, counter: Interval | null, to: Block, context: FunctionContext): Value {
  const wanted = counter === null ? f64Type : numberType;
  if (!facts.assigned) return isOperation(value) ? value : unconverted(value);
  return sameType(value.type, wanted) ? value : convertTo(settle(value, to, context), wanted);
}

function bindCell(symbol: ts.Symbol, name: ts.Identifier, value: Value, to: Block, context: FunctionContext): void {
  const box = makeCell(name.text, value, to, context);
  context.bindings.set(symbol, { kind: "cell", local: box, type: value.type });
}

/** A new box with the value in it. */
export function makeCell(name: string, value: Value, to: Block, context: FunctionContext): Local {
  const settled = settle(value, to, context);
  const box = context.newLocal(name, { kind: "cell", of: settled.type });
  to.push(letStatement(box, { kind: "newCell", value: settled, type: box.type, at: settled.at }, settled.at));
  return box;
}

function lowerGlobal(declaration: ts.VariableDeclaration, name: ts.Identifier, to: Block, context: FunctionContext): void {
  const symbol = symbolAt(name, context);
  const { initializer } = declaration;
  if (initializer === undefined && declaration.type === undefined) return refuse(declaration, "type-missing", { name: name.text });
  const global = globalOf(symbol, declaration, context.compilation);
  if (initializer !== undefined) to.push(assign({ kind: "global", global }, lowerValueAs(initializer, global.type, to, context)));
}

/**
 * A variable of the module that a pattern declares. What is left of an array is an array, where tsc may see a tuple. The value says more
 * about a bigint in it than tsc does; a number may be given a fraction later.
 */
export function setGlobal(element: ts.BindingElement, name: ts.Identifier, value: Expression, to: Block, context: FunctionContext): void {
  const isRest = element.dotDotDotToken !== undefined;
  const present = presentType(value.type);
  const saysMore = isRest || isWide(present) || (!isNarrow(present) && value.type.kind === typeAt(name, context).kind);
  const type = saysMore ? value.type : null;
  const global = globalOf(symbolAt(name, context), element, context.compilation, type);
  to.push(assign({ kind: "global", global }, coerce(value, global.type, name, to, context)));
}
