/** Classes: one instance per type arguments, made when a type first names it, filled in when a member is first asked for. */
import * as ts from "typescript";
import { hasTag, nativeStructName } from "../../frontend/tags.js";
import type { HirClass, HirField } from "../../hir/nodes.js";
import type { ClassId, HirType } from "../../hir/types.js";
import type { Compilation, Substitution } from "../compilation.js";
import { analysisOf } from "../functions/analysis.js";
import { constantOf } from "../values/constants.js";
import { qualifiedName } from "../names.js";
import { refuse } from "../refusal.js";
import { hirType, type TypeScope } from "../types/from-ts.js";
import { typeIdentifier, typeText } from "../types/hir-types.js";
import { isGlobalSymbol } from "../types/object-types.js";
import type { ClassInfo } from "./class-info.js";
import { declareFields } from "./fields.js";
import { globalErrors } from "./global-errors.js";
import { interfaceClosure } from "./interfaces.js";
import { declareMethods } from "./methods.js";

type MutableClass = HirClass & { readonly fields: HirField[]; readonly interfaces: ClassId[] };

/** One for each declaration and type arguments. @param node what names it, for refusals */
export function classFor(
  declaration: ts.ClassLikeDeclaration,
  typeArguments: readonly HirType[],
  { compilation, node }: Pick<TypeScope, "compilation" | "node">,
): ClassInfo {
  const key = `class ${compilation.numberOf(declaration)} ${typeArguments.map(typeText).join(", ")}`;
  return compilation.classes.get(
    key,
    () => filesOf(declaration, typeArguments, compilation),
    () => checkedClass(declaration, typeArguments, { compilation, node }),
  );
}

function filesOf(declaration: ts.Node, typeArguments: readonly HirType[], compilation: Compilation): readonly ts.SourceFile[] {
  return [declaration.getSourceFile(), ...compilation.filesOf(typeArguments)];
}

function checkedClass(
  declaration: ts.ClassLikeDeclaration,
  typeArguments: readonly HirType[],
  { compilation, node }: Pick<TypeScope, "compilation" | "node">,
): ClassInfo {
  const captured = capturedBy(declaration, compilation);
  if (captured !== null) refuse(declaration, "local-class", { name: captured });
  if (typeArguments.some((type) => typeText(type).length > 400)) refuse(node, "generic-growth", { name: declaration.name?.text ?? "" });
  return makeClass(declaration, typeArguments, compilation);
}

/** The first variable of a function around it that a class uses; constants are put in where they are named. */
function capturedBy(declaration: ts.ClassLikeDeclaration, compilation: Compilation): string | null {
  if (ts.isSourceFile(declaration.parent)) return null;
  const analysis = analysisOf(declaration, compilation);
  for (const member of declaration.members) {
    const free = [...analysis.function(member).free].find((symbol) => !isKnownConstant(symbol, compilation));
    if (free !== undefined) return free.name;
  }
  return null;
}

function isKnownConstant({ valueDeclaration: declaration }: ts.Symbol, { checker }: Compilation): boolean {
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  return constantOf(declaration.initializer, checker) !== null;
}

function makeClass(declaration: ts.ClassLikeDeclaration, typeArguments: readonly HirType[], compilation: Compilation): ClassInfo {
  const name = declaration.name?.text ?? variableName(declaration) ?? "Anonymous";
  const suffix = typeArguments.map((type) => `_${typeIdentifier(type)}`).join("");
  const id = compilation.uniqueName(qualifiedName(compilation.moduleOf(declaration).name, name + suffix));
  const substitution = substitutionOf(declaration, typeArguments, { kind: "object", class: id }, compilation);
  const base = baseOf(declaration, { compilation, substitution, node: declaration });
  const hir: MutableClass = {
    id,
    name: sourceName(name),
    at: compilation.placeOf(declaration),
    base: base?.hir.id ?? null,
    interfaces: [],
    fields: [],
    methods: new Map(),
    virtual: new Set(),
    abstract: declaration.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AbstractKeyword) ?? false,
    nativeStruct: nativeStructName(declaration),
    isLock: hasTag(declaration, "lock"),
    shown: null,
  };
  const files = filesOf(declaration, typeArguments, compilation);
  const symbol = symbolOf(declaration, compilation);
  return register(classInfo(hir, { files, base, declaration, substitution, typeArguments, symbol }), declaration, compilation);
}

/** `const Name = class { … }` */
function variableName({ parent }: ts.ClassLikeDeclaration): string | null {
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : null;
}

/** The library's own name for a class of JavaScript is not to be seen. */
function sourceName(name: string): string {
  for (const [global, own] of globalErrors) if (own === name) return global;
  return name;
}

function register(info: ClassInfo, declaration: ts.ClassLikeDeclaration, compilation: Compilation): ClassInfo {
  const { files } = info;
  info.prepareFields = compilation.once(files, () => {
    info.base?.prepareFields();
    declareFields(info, declaration, compilation);
  });
  info.prepareMethods = compilation.once(files, () => {
    info.base?.prepareMethods();
    info.prepareFields();
    info.hir.interfaces.push(...implementedBy(declaration, { compilation, substitution: info.substitution, node: declaration }));
    declareMethods(info, declaration, compilation);
  });
  compilation.addClass(info, declaration);
  compilation.enqueue(files, () => {
    compilation.guard(declaration, () => {
      info.prepareMethods();
    });
  });
  return info;
}

type ClassParts = Pick<ClassInfo, "files" | "base" | "declaration" | "substitution" | "typeArguments" | "symbol">;

export function classInfo(hir: MutableClass, parts: ClassParts): ClassInfo {
  const nothing = (): void => undefined;
  const tables = { literals: new Map(), optional: new Set<string>(), types: [], keys: null, methods: new Map(), genericMethods: new Map() };
  return { hir, ...parts, ...tables, constructorFunction: null, prepareFields: nothing, prepareMethods: nothing };
}

function symbolOf(declaration: ts.ClassLikeDeclaration, compilation: Compilation): ts.Symbol | null {
  if (declaration.name !== undefined) return compilation.checker.getSymbolAtLocation(declaration.name) ?? null;
  return compilation.checker.getTypeAtLocation(declaration).getSymbol() ?? null;
}

function substitutionOf(
  declaration: ts.ClassLikeDeclaration,
  typeArguments: readonly HirType[],
  self: HirType,
  compilation: Compilation,
): Substitution {
  const substitution = new Map<ts.Symbol, HirType>();
  declaration.typeParameters?.forEach((parameter, n) => {
    const symbol = compilation.checker.getSymbolAtLocation(parameter.name);
    const type = typeArguments[n];
    if (symbol !== undefined && type !== undefined) substitution.set(symbol, type);
  });
  const symbol = symbolOf(declaration, compilation);
  if (symbol !== null) substitution.set(symbol, self);
  return substitution;
}

function clauseOf(declaration: ts.ClassLikeDeclaration, token: ts.SyntaxKind): readonly ts.ExpressionWithTypeArguments[] {
  return declaration.heritageClauses?.find((clause) => clause.token === token)?.types ?? [];
}

function baseOf(declaration: ts.ClassLikeDeclaration, scope: TypeScope): ClassInfo | null {
  const [clause] = clauseOf(declaration, ts.SyntaxKind.ExtendsKeyword);
  if (clause === undefined) return null;
  const { compilation } = scope;
  const type = compilation.checker.getTypeAtLocation(clause);
  const symbol = type.getSymbol();
  if (symbol !== undefined && isGlobalSymbol(symbol, scope) && !globalErrors.has(symbol.name))
    refuse(clause, "extends-library", { type: symbol.name });
  const base = hirType(type, { ...scope, node: clause });
  const info = base.kind === "object" ? compilation.classesById.get(base.class) : undefined;
  return info ?? refuse(clause, "extends-expression");
}

function implementedBy(declaration: ts.ClassLikeDeclaration, scope: TypeScope): ClassId[] {
  const clauses = clauseOf(declaration, ts.SyntaxKind.ImplementsKeyword);
  const direct = clauses.map((clause) => {
    const type = hirType(scope.compilation.checker.getTypeAtLocation(clause), { ...scope, node: clause });
    return type.kind === "interface" ? type.interface : refuse(clause, "implements-no-interface", { type: clause.getText() });
  });
  return interfaceClosure(direct, scope.compilation);
}
