/** Module-level variables and static fields. */
import * as ts from "typescript";
import type { HirGlobal } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { sharingOf } from "../classes/sharing.js";
import { noSubstitution, type Compilation } from "../compilation.js";
import { qualifiedName } from "../names.js";
import { refuse } from "../refusal.js";
import { variableType } from "../types/evolving.js";
import { optionalOf, typeAt } from "../types/from-ts.js";

/**
 * The global of a variable that is declared among the statements of a module; without a value it is null at first, which each read tests.
 * @param given its type; null: as tsc has it
 */
export function globalOf(
  symbol: ts.Symbol,
  declaration: ts.Declaration,
  compilation: Compilation,
  given: HirType | null = null,
): HirGlobal {
  const make = (): HirGlobal => variableGlobal(symbol, declaration, compilation, given);
  return compilation.globals.get(symbol, () => [declaration.getSourceFile()], make);
}

function variableGlobal(symbol: ts.Symbol, declaration: ts.Declaration, compilation: Compilation, given: HirType | null): HirGlobal {
  const scope = { compilation, substitution: noSubstitution };
  const name = ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name) ? declaration.name : null;
  const typed = ts.isExportAssignment(declaration) ? declaration.expression : declaration;
  const type = given ?? (name === null ? typeAt(typed, scope) : variableType(name, scope));
  const isEmpty = name !== null && ts.isVariableDeclaration(declaration) && declaration.initializer === undefined;
  return makeGlobal(
    symbol,
    symbol.name,
    declaration,
    isEmpty && type.kind !== "optional" ? optionalOf(type, declaration) : type,
    compilation,
  );
}

/** The global of `static name` of a class. */
export function staticFieldOf(symbol: ts.Symbol, declaration: ts.PropertyDeclaration, compilation: Compilation): HirGlobal {
  return compilation.globals.get(
    symbol,
    () => [declaration.getSourceFile()],
    () => staticField(symbol, declaration, compilation),
  );
}

function staticField(symbol: ts.Symbol, declaration: ts.PropertyDeclaration, compilation: Compilation): HirGlobal {
  const { parent } = declaration;
  const owner = ts.isClassLike(parent) ? (parent.name?.text ?? "") : "";
  const type = typeAt(declaration, { compilation, substitution: noSubstitution });
  return makeGlobal(symbol, `${owner}_${symbol.name}`, declaration, type, compilation);
}

function makeGlobal(symbol: ts.Symbol, name: string, declaration: ts.Declaration, type: HirType, compilation: Compilation): HirGlobal {
  if (type.kind === "void") return refuse(declaration, "void-value");
  const module = compilation.moduleOf(declaration);
  const mutable = !isConstant(declaration);
  const sharing = sharingOf(declaration, symbol.name, type, compilation);
  const id = compilation.uniqueName(qualifiedName(module.name, name));
  const global: HirGlobal = { id, name, module: module.name, type, mutable, sharing };
  compilation.works.tell(() => void compilation.moduleOf(declaration).globals.push(global));
  return global;
}

function isConstant(declaration: ts.Declaration): boolean {
  if (ts.isExportAssignment(declaration)) return true;
  if (ts.isPropertyDeclaration(declaration)) return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0;
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}
