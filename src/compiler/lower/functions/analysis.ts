/** Which variables of a file are assigned after their declaration, which functions use names of the functions around them. */
import * as ts from "typescript";
import { perFile } from "../../frontend/per-file.js";
import { isNodeOnly } from "../../frontend/tags.js";
import type { Compilation } from "../compilation.js";

export interface VariableFacts {
  /** Assigned somewhere besides its declaration. */
  assigned: boolean;
  /** Used in a function within the one that declares it. */
  captured: boolean;
  /** Used other than by calling it. */
  usedAsValue: boolean;
}

export interface FunctionFacts {
  /** Variables of enclosing functions, in order of first use; lifted functions' own ones included. */
  readonly free: Set<ts.Symbol>;
  usesThis: boolean;
}

export interface SourceAnalysis {
  variable(symbol: ts.Symbol): VariableFacts;
  function(node: ts.Node): FunctionFacts;
  /** The function that a local name stands for if it can be called without a function object. */
  lifted(symbol: ts.Symbol): ts.FunctionLikeDeclaration | null;
}

/** Of the node's whole file; done once. */
export function analysisOf(node: ts.Node, { checker }: Pick<Compilation, "checker">): SourceAnalysis {
  return fileAnalysis(node.getSourceFile(), checker);
}

/** Any checker will do: which local variable a name means is said by the file alone, and so are the symbols of its variables. */
const fileAnalysis = perFile((file, checker: ts.TypeChecker): SourceAnalysis => {
  const analysis = new FileAnalysis(checker);
  analysis.visit(file);
  analysis.closeOverLifted();
  return analysis;
});

class FileAnalysis implements SourceAnalysis {
  private readonly variables = new Map<ts.Symbol, VariableFacts>();
  private readonly functions = new Map<ts.Node, FunctionFacts>();
  private readonly selfReferring = new Set<ts.Symbol>();

  constructor(private readonly checker: ts.TypeChecker) {}

  variable(symbol: ts.Symbol): VariableFacts {
    const known = this.variables.get(symbol) ?? { assigned: false, captured: false, usedAsValue: false };
    this.variables.set(symbol, known);
    return known;
  }

  function(node: ts.Node): FunctionFacts {
    const known = this.functions.get(node) ?? { free: new Set(), usesThis: false };
    this.functions.set(node, known);
    return known;
  }

  lifted(symbol: ts.Symbol): ts.FunctionLikeDeclaration | null {
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined || !isLocalDeclaration(declaration)) return null;
    if (ts.isFunctionDeclaration(declaration)) return declaration;
    return this.liftedConstant(symbol, declaration);
  }

  /** `const f = () => …` that is only called, or that calls itself (which a function object could not without a cycle). */
  private liftedConstant(symbol: ts.Symbol, declaration: ts.Declaration): ts.FunctionLikeDeclaration | null {
    if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return null;
    const facts = this.variable(symbol);
    const { initializer } = declaration;
    const isFunction = ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer);
    if (!isFunction || facts.assigned || (facts.usedAsValue && !this.selfReferring.has(symbol))) return null;
    return initializer;
  }

  visit(node: ts.Node): void {
    if (isNodeOnly(node)) return;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isIdentifier(node)) this.noteReference(node);
    if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) this.noteThis(node);
    ts.forEachChild(node, (child) => this.visit(child));
  }

  private noteThis(node: ts.Node): void {
    let at = functionAround(node);
    while (at !== null && ts.isArrowFunction(at)) {
      this.function(at).usesThis = true;
      at = functionAround(at);
    }
  }

  private noteReference(node: ts.Identifier): void {
    const symbol = this.valueSymbol(node);
    const declaration = symbol?.valueDeclaration;
    if (symbol === undefined || declaration === undefined || !isLocalDeclaration(declaration) || isDeclarationName(node)) return;
    const home = functionAround(declaration);
    const facts = this.variable(symbol);
    if (isAssigned(node)) facts.assigned = true;
    if (!isCallee(node)) facts.usedAsValue = true;
    for (let at = functionAround(node); at !== home && at !== null; at = functionAround(at)) {
      this.function(at).free.add(symbol);
      facts.captured = true;
      if (ts.isVariableDeclaration(declaration) && declaration.initializer === at) this.selfReferring.add(symbol);
    }
  }

  private valueSymbol(node: ts.Identifier): ts.Symbol | undefined {
    if (ts.isShorthandPropertyAssignment(node.parent)) return this.checker.getShorthandAssignmentValueSymbol(node.parent);
    if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return undefined;
    return this.checker.getSymbolAtLocation(node);
  }

  /** A function that calls a lifted one hands it its variables, so it needs them itself. */
  closeOverLifted(): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const facts of this.functions.values()) if (this.closeOver(facts)) changed = true;
    }
  }

  private closeOver(facts: FunctionFacts): boolean {
    const before = facts.free.size + (facts.usesThis ? 1 : 0);
    for (const symbol of [...facts.free]) {
      const lifted = this.lifted(symbol);
      if (lifted === null) continue;
      const inner = this.function(lifted);
      inner.free.forEach((free) => facts.free.add(free));
      if (inner.usesThis) facts.usesThis = true;
    }
    return facts.free.size + (facts.usesThis ? 1 : 0) !== before;
  }
}

/** The function, or field with an initialiser, around `node`; null at the top level of the module. */
export function functionAround(node: ts.Node): ts.Node | null {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (ts.isFunctionLike(at) || ts.isPropertyDeclaration(at)) return at;
  }
  return null;
}

/** Variables, parameters and functions that are not names of the module. */
function isLocalDeclaration(declaration: ts.Declaration): boolean {
  if (ts.isParameter(declaration)) return true;
  const isNamed = ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration) || ts.isFunctionDeclaration(declaration);
  return isNamed && !isModuleLevel(declaration);
}

/** A declaration among the statements of the file itself. */
export function isModuleLevel(declaration: ts.Node): boolean {
  let at: ts.Node = declaration;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at)) at = at.parent;
  if (ts.isVariableDeclaration(at)) {
    at = at.parent.parent;
    if (!ts.isVariableStatement(at)) return false;
  }
  return ts.isSourceFile(at.parent) || ts.isModuleBlock(at.parent);
}

function isDeclarationName(node: ts.Identifier): boolean {
  return (node.parent as { readonly name?: ts.Node }).name === node;
}

function isCallee(node: ts.Identifier): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node && node.parent.questionDotToken === undefined;
}

/** Is the name assigned here, plainly, by `++`, or by a destructuring pattern? */
export function isAssigned(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  return isAssignedWithin(node);
}

function isAssignedWithin(node: ts.Node): boolean {
  let at: ts.Node = node;
  for (; ; at = at.parent) {
    const { parent } = at;
    if (ts.isBinaryExpression(parent) && isAssignmentOperator(parent.operatorToken.kind)) {
      return parent.left === at;
    }
    if (ts.isForOfStatement(parent)) return parent.initializer === at;
    if (!isPatternPart(parent)) return false;
  }
}

/** Array and object literals are patterns on the left of `=`. */
function isPatternPart(node: ts.Node): boolean {
  return (
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isSpreadElement(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node)
  );
}

export function isAssignmentOperator(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
