/** Which modules take part, in the order in which their top-level code runs: as in Node, a module after all that it imports. */
import * as ts from "typescript";
import { perFile } from "./per-file.js";
import { isNodeOnly, nativeStructName } from "./tags.js";

export interface ModuleGraph {
  /** In order of initialisation. */
  readonly order: readonly ts.SourceFile[];
  readonly imports: ReadonlyMap<ts.SourceFile, readonly ts.SourceFile[]>;
}

export function moduleGraph(roots: readonly ts.SourceFile[], program: ts.Program): ModuleGraph {
  const order: ts.SourceFile[] = [];
  const imports = new Map<ts.SourceFile, readonly ts.SourceFile[]>();
  const visit = (file: ts.SourceFile): void => {
    if (imports.has(file)) return;
    const targets = importedFiles(file, program);
    imports.set(file, targets);
    targets.forEach(visit);
    order.push(file);
  };
  roots.forEach(visit);
  return { order, imports };
}

function importedFiles(file: ts.SourceFile, program: ts.Program): ts.SourceFile[] {
  const used = namesUsedOnTheDevice(file);
  return file.statements.flatMap((statement) => {
    if (!isRuntimeImport(statement, used)) return [];
    const symbol = program.getTypeChecker().getSymbolAtLocation(statement.moduleSpecifier);
    const target = symbol?.declarations?.find(ts.isSourceFile);
    return target === undefined || target.isDeclarationFile ? [] : [target];
  });
}

type ModuleReference = (ts.ImportDeclaration | ts.ExportDeclaration) & { readonly moduleSpecifier: ts.Expression };

/** An import whose names only the Node bodies of natives use brings no module into the device. */
function isRuntimeImport(statement: ts.Statement, used: ReadonlySet<string>): statement is ModuleReference {
  if (ts.isExportDeclaration(statement))
    return statement.moduleSpecifier !== undefined && !statement.isTypeOnly && !exportsTypesOnly(statement);
  if (!ts.isImportDeclaration(statement)) return false;
  const clause = statement.importClause;
  if (clause === undefined) return true;
  if (clause.isTypeOnly) return false;
  const bindings = clause.namedBindings;
  if (bindings === undefined || ts.isNamespaceImport(bindings)) return true;
  return bindings.elements.some((element) => !element.isTypeOnly && used.has(element.name.text));
}

function exportsTypesOnly(statement: ts.ExportDeclaration): boolean {
  const clause = statement.exportClause;
  return clause !== undefined && ts.isNamedExports(clause) && clause.elements.every((element) => element.isTypeOnly);
}

/** Identifiers in value positions outside the code that runs in Node alone. */
const namesUsedOnTheDevice = perFile((file): ReadonlySet<string> => {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || isNodeOnly(node) || isNodePartOfNativeStruct(node)) return;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) return;
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return names;
});

/** Fields and constructor of a `@native struct` class are Node's. */
export function isNodePartOfNativeStruct(node: ts.Node): boolean {
  if (!ts.isPropertyDeclaration(node) && !ts.isConstructorDeclaration(node)) return false;
  return ts.isClassDeclaration(node.parent) && nativeStructName(node.parent) !== null;
}
