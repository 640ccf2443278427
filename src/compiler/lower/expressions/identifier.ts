/** Names: locals, captured variables, module-level variables, constants, functions as values. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { Binding, FunctionContext } from "../function-context.js";
import { liftedValue } from "../functions/lifted.js";
import { functionValue } from "../functions/function-values.js";
import { globalOf } from "../modules/globals.js";
import { Consequence, refuse } from "../refusal.js";
import { isModuleLevel } from "../functions/analysis.js";
import { float, local } from "../values/build.js";
import { constantExpression, constantOf, constantTable } from "../values/constants.js";
import { coerce } from "../values/coerce.js";
import { typeAt } from "../types/from-ts.js";
import { f64Type, stringType } from "../types/hir-types.js";
import { isGlobalSymbol } from "../types/object-types.js";
import { narrowed } from "../values/narrow.js";
import { classOfName } from "./instance-of.js";
import { lowerNull } from "./literals.js";

export function lowerIdentifier(node: ts.Identifier, to: Block, context: FunctionContext, expected: HirType | null): Value {
  if (node.text === "undefined" && isGlobalUndefined(node, context)) return lowerNull(node, to, context, expected);
  return lowerSymbol(symbolOf(node, context), node, to, context, expected);
}

function isGlobalUndefined(node: ts.Identifier, context: FunctionContext): boolean {
  return (context.checker.getSymbolAtLocation(node)?.declarations ?? []).length === 0;
}

/** What the name means, through imports. */
export function symbolOf(node: ts.Identifier, context: FunctionContext): ts.Symbol {
  const { checker } = context;
  const shorthand = ts.isShorthandPropertyAssignment(node.parent) ? checker.getShorthandAssignmentValueSymbol(node.parent) : undefined;
  const symbol = shorthand ?? parameterSymbol(node, context) ?? checker.getSymbolAtLocation(node);
  if (symbol === undefined) return refuse(node, "name-unknown", { name: node.text });
  return (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The name behind `Namespace.` or behind the name of a module (`import * as M`); null for a member of a value. */
export function namespaceMember(node: ts.PropertyAccessExpression, { checker }: FunctionContext): ts.Identifier | null {
  if (node.expression.kind === ts.SyntaxKind.ThisKeyword || !ts.isIdentifier(node.name)) return null;
  const found = checker.getSymbolAtLocation(node.expression);
  if (found === undefined) return null;
  const symbol = (found.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(found) : found;
  const isNamespace =
    (symbol.flags & ts.SymbolFlags.ValueModule) !== 0 && (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Enum)) === 0;
  const isOurs = symbol.declarations?.every((declaration) => !declaration.getSourceFile().isDeclarationFile) ?? false;
  return isNamespace && isOurs ? node.name : null;
}

/** A parameter property has two symbols: the field, which its name has, and the parameter, which the body means. */
export function parameterSymbol(name: ts.Identifier, context: FunctionContext): ts.Symbol | undefined {
  const { parent } = name;
  if (!ts.isParameter(parent) || !ts.isParameterPropertyDeclaration(parent, parent.parent)) return undefined;
  return context.checker.getSymbolsOfParameterPropertyDeclaration(parent, name.text)[0];
}

export function lowerSymbol(symbol: ts.Symbol, node: ts.Identifier, to: Block, context: FunctionContext, expected: HirType | null): Value {
  const binding = context.bindings.get(symbol);
  if (binding !== undefined && binding.kind !== "function") return lowerBinding(binding, node, context);
  const constant = constantValue(symbol, node, to, context);
  if (constant !== null) return constant;
  const lifted = findLifted(symbol, context);
  if (lifted !== null) return liftedValue(lifted, node, to, context);
  return lowerModuleName(symbol, node, to, context, expected);
}

/** A lifted function of this function or one around it. */
export function findLifted(symbol: ts.Symbol, context: FunctionContext): (Binding & { readonly kind: "function" })["lifted"] | null {
  for (let at: FunctionContext | null = context; at !== null; at = at.parent) {
    const binding = at.bindings.get(symbol);
    if (binding?.kind === "function") return binding.lifted;
  }
  return null;
}

function lowerBinding(binding: Binding & { readonly kind: "local" | "cell" }, node: ts.Identifier, context: FunctionContext): Expression {
  const at = context.place(node);
  if (binding.kind === "local") return narrowed(local(binding.local, at), node, true, context);
  return narrowed({ kind: "cellGet", cell: local(binding.local, at), type: binding.type, at }, node, false, context);
}

/** A `const` whose value is known; its declared type decides the representation. */
function constantValue(symbol: ts.Symbol, node: ts.Identifier, to: Block, context: FunctionContext): Expression | null {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return null;
  if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) return null;
  const constant = constantOf(declaration.initializer, context.checker);
  const value = constant === null ? null : constantExpression(constant, context.place(node));
  if (value === null || declaration.type === undefined) return value;
  return coerce(value, typeAt(declaration.name, context), node, to, context);
}

/** Functions of texts, as in `texts.map(Number)`. */
const globalFunctions: ReadonlyMap<string, string> = new Map([
  ["Number", "numberOfText"],
  ["parseFloat", "numberParseFloat"],
]);

function globalFunctionValue(name: string, { compilation }: FunctionContext): ts.FunctionDeclaration | null {
  const own = globalFunctions.get(name);
  return own === undefined ? null : compilation.libraryFunction(own);
}

/** What such a function is as a value; tsc says that it takes anything. */
export function globalFunctionType(node: ts.Expression, context: FunctionContext): HirType | null {
  if (!ts.isIdentifier(node) || !globalFunctions.has(node.text) || !context.compilation.hasDoubles(node)) return null;
  return isGlobalSymbol(symbolOf(node, context), context) ? { kind: "closure", parameters: [stringType], result: f64Type } : null;
}

/** Numbers with a name. */
const globalDoubles: ReadonlyMap<string, number> = new Map([
  ["NaN", NaN],
  ["Infinity", Infinity],
]);

function lowerModuleName(symbol: ts.Symbol, node: ts.Identifier, to: Block, context: FunctionContext, expected: HirType | null): Value {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined) return refuse(node, "name-unknown", { name: node.text });
  if (context.compilation.checked.program.isSourceFileDefaultLibrary(declaration.getSourceFile())) {
    const double = globalDoubles.get(node.text);
    if (double !== undefined && context.compilation.hasDoubles(node)) return float(double, context.place(node));
    const function_ = context.compilation.hasDoubles(node) ? globalFunctionValue(node.text, context) : null;
    return function_ === null ? refuse(node, "library-name", { name: node.text }) : functionValue(function_, node, to, context, expected);
  }
  if (declaration.getSourceFile().isDeclarationFile) return refuse(node, "library-name", { name: node.text });
  if (ts.isFunctionDeclaration(declaration) && isModuleLevel(declaration)) return functionValue(declaration, node, to, context, expected);
  if (classOfName(symbol) !== undefined || ts.isEnumDeclaration(declaration)) return refuse(node, "type-as-value", { name: node.text });
  if (!isModuleLevel(declaration)) return notDeclaredYet(node, context);
  if (constantTable(symbol) !== null) return refuse(node, "table-as-value", { name: node.text });
  const global = globalOf(symbol, declaration, context.compilation);
  const value: Expression = { kind: "global", global, type: global.type, at: context.place(node) };
  return narrowed(value, node, !global.mutable, context);
}

/** Its declaration comes later, or was refused. */
function notDeclaredYet(node: ts.Identifier, context: FunctionContext): never {
  if (context.compilation.diagnostics.length > 0) throw new Consequence();
  return refuse(node, "use-before-declaration", { name: node.text });
}
