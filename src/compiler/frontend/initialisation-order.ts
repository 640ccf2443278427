/**
 * Top-level code that uses a variable before its own top-level code has run: in a later module (two modules import each other), or further
 * down in the same one. Followed: calls, also of functions in constants, `new`, methods by their declaration, and functions given to
 * JavaScript's own methods (`xs.map(f)`). Function values that are kept for later are not.
 */
import * as ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnosticAt } from "../diagnostics/report.js";
import type { ModuleGraph } from "./module-graph.js";
import type { CheckedProgram } from "./program.js";
import { isNodeOnly } from "./tags.js";

export function initialisationErrors(graph: ModuleGraph, checked: CheckedProgram): Diagnostic[] {
  const order = new InitialisationOrder(graph, checked);
  return graph.order.flatMap((file) => file.statements.flatMap((statement) => order.errorsOf(statement)));
}

/** A use of a variable, reached from a top-level statement. */
interface Use {
  readonly node: ts.Identifier;
  readonly declaration: ts.Declaration;
}

/** What a piece of code uses by itself, and what it calls. */
interface DirectUses {
  readonly uses: Use[];
  readonly calls: ts.Node[];
}

class InitialisationOrder {
  private readonly positions = new Map<ts.Node, number>();
  private readonly known = new Map<ts.Node, DirectUses>();

  constructor(
    graph: ModuleGraph,
    private readonly checked: CheckedProgram,
  ) {
    for (const file of graph.order) for (const statement of file.statements) this.positions.set(statement, this.positions.size);
  }

  errorsOf(statement: ts.Statement): Diagnostic[] {
    if (!runsCode(statement)) return [];
    const here = this.positions.get(statement) ?? 0;
    const early = declaredCode(statement)
      .flatMap((node) => this.reachable(node))
      .find(({ declaration }) => {
        const there = this.positions.get(topLevelStatement(declaration));
        return there !== undefined && there > here;
      });
    return early === undefined ? [] : [this.error(statement, early)];
  }

  private error(statement: ts.Statement, { node, declaration }: Use): Diagnostic {
    const values = { module: baseName(statement), name: node.text, target: baseName(declaration) };
    const isSameModule = statement.getSourceFile() === declaration.getSourceFile();
    return diagnosticAt(node, isSameModule ? "initialisation-order" : "initialisation-cycle", values, this.checked);
  }

  /** Uses in the node's own code and in all that it calls. */
  private reachable(root: ts.Node): Use[] {
    const all: Use[] = [];
    const seen = new Set<ts.Node>();
    const visit = (node: ts.Node): void => {
      if (seen.has(node)) return;
      seen.add(node);
      const { uses, calls } = this.directly(node);
      all.push(...uses);
      calls.forEach(visit);
    };
    const isClass = ts.isClassDeclaration(root);
    if (isClass) root.members.filter(isStaticCode).forEach(visit);
    else visit(root);
    return all;
  }

  private directly(root: ts.Node): DirectUses {
    const known = this.known.get(root);
    if (known !== undefined) return known;
    const found: DirectUses = { uses: [], calls: [] };
    this.known.set(root, found);
    const visit = (node: ts.Node): void => {
      if (isNodeOnly(node) || (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node))) return;
      if (node !== root && isKeptForLater(node, this.checked)) return;
      if (ts.isIdentifier(node)) this.note(node, found);
      ts.forEachChild(node, visit);
    };
    codeOf(root).forEach(visit);
    return found;
  }

  private note(node: ts.Identifier, found: DirectUses): void {
    const declaration = this.declarationOf(node);
    if (declaration === undefined) return;
    if (ts.isVariableDeclaration(declaration)) this.noteVariable(node, declaration, found);
    else if (ts.isBindingElement(declaration) && isTopLevelPattern(declaration)) found.uses.push({ node, declaration });
    else if (ts.isPropertyDeclaration(declaration) && isStaticField(declaration)) found.uses.push({ node, declaration });
    else if (ts.isMethodDeclaration(declaration) || ts.isAccessor(declaration)) found.calls.push(declaration);
    else if (ts.isFunctionDeclaration(declaration) && isCalled(node, this.checked)) found.calls.push(declaration);
    else if (ts.isClassDeclaration(declaration) && (ts.isNewExpression(node.parent) || ts.isExpressionWithTypeArguments(node.parent)))
      found.calls.push(declaration);
  }

  /** A function in a constant is called like any other. */
  private noteVariable(node: ts.Identifier, declaration: ts.VariableDeclaration, found: DirectUses): void {
    if (isTopLevel(declaration)) found.uses.push({ node, declaration });
    const { initializer } = declaration;
    if (initializer !== undefined && ts.isFunctionLike(initializer) && isCalled(node, this.checked)) found.calls.push(initializer);
  }

  private declarationOf(node: ts.Identifier): ts.Declaration | undefined {
    const { checker } = this.checked;
    const symbol = checker.getSymbolAtLocation(node);
    if (symbol === undefined) return undefined;
    const target = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target.valueDeclaration;
    return declaration === undefined || declaration.getSourceFile().isDeclarationFile || declaration === node.parent
      ? undefined
      : declaration;
  }
}

function baseName(node: ts.Node): string {
  return node.getSourceFile().fileName.split("/").slice(-2).join("/");
}

/** Statements that do something when the module is initialised. */
function runsCode(statement: ts.Statement): boolean {
  return (
    !ts.isFunctionDeclaration(statement) &&
    !ts.isInterfaceDeclaration(statement) &&
    !ts.isTypeAliasDeclaration(statement) &&
    !ts.isImportDeclaration(statement)
  );
}

/** What runs when the statement does: of a class its base and its static members, not its constructor. */
function declaredCode(statement: ts.Statement): readonly ts.Node[] {
  if (!ts.isClassDeclaration(statement)) return [statement];
  const bases = statement.heritageClauses?.filter((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword) ?? [];
  return [...bases, ...statement.members.filter(isStaticCode)];
}

/** What runs when the node is initialised, called, or made an object of. */
function codeOf(node: ts.Node): readonly ts.Node[] {
  if (!ts.isClassDeclaration(node)) return [node];
  const members = node.members.filter(
    (member) => (ts.isPropertyDeclaration(member) && !isStaticField(member)) || ts.isConstructorDeclaration(member),
  );
  return [...(node.heritageClauses?.filter((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword) ?? []), ...members];
}

/** A function that is not called here: one given to a method of JavaScript's library is. */
function isKeptForLater(node: ts.Node, checked: CheckedProgram): boolean {
  if (!ts.isFunctionLike(node) || ts.isConstructorDeclaration(node)) return false;
  const { parent } = node;
  return !(ts.isCallExpression(parent) && isLibraryCall(parent, checked));
}

function isLibraryCall(call: ts.CallExpression, { checker, program }: CheckedProgram): boolean {
  const declaration = checker.getResolvedSignature(call)?.getDeclaration();
  return declaration !== undefined && program.isSourceFileDefaultLibrary(declaration.getSourceFile());
}

function isCalled(node: ts.Identifier, checked: CheckedProgram): boolean {
  const { parent } = node;
  if (!ts.isCallExpression(parent)) return false;
  return parent.expression === node || isLibraryCall(parent, checked);
}

function topLevelStatement(node: ts.Node): ts.Node {
  let at = node;
  while (!ts.isSourceFile(at.parent)) at = at.parent;
  return at;
}

function isTopLevel(declaration: ts.VariableDeclaration): boolean {
  return ts.isVariableStatement(declaration.parent.parent) && ts.isSourceFile(declaration.parent.parent.parent);
}

function isTopLevelPattern(element: ts.BindingElement): boolean {
  const declaration = ts.walkUpBindingElementsAndPatterns(element);
  return ts.isVariableDeclaration(declaration) && isTopLevel(declaration);
}

function isStaticCode(member: ts.ClassElement): boolean {
  return ts.isClassStaticBlockDeclaration(member) || (ts.isPropertyDeclaration(member) && isStaticField(member));
}

function isStaticField(declaration: ts.PropertyDeclaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Static) !== 0;
}
