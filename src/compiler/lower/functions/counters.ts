/**
 * Variables of type `number` that only ever hold integers, in the host profile: `let i = 0; …; i++`. They are integers in C. The proof is
 * by intervals, on the source: every value that is assigned must be a safe integer, and 0 only as +0, as long as all counters keep
 * within about ±2^52. Steps (`++`, `+= 1`) need not be proved to keep that unless a loop bounds them; they are checked, and trap after
 * weeks of counting.
 */
import * as ts from "typescript";
import type { Compilation } from "../compilation.js";
import type { FunctionContext } from "../function-context.js";
import { flavourOf } from "../types/flavours.js";
import { isGlobalSymbol } from "../types/object-types.js";
import { counterRange, fits, interval, join, low32, max, min, rangeOfType, safeRange, signed32, type Interval } from "../types/ranges.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { constantOf } from "../values/constants.js";
import { resultRange } from "../values/intervals.js";
import { analysisOf, isAssigned } from "./analysis.js";
import type { ArithmeticOperator } from "../../hir/nodes.js";

/** A step of up to this keeps a counter within 2^52 for more than an hour of nothing but steps. */
const greatestStep = 1024n;

/** The range of a variable that is a counter; null for any other. */
export function counterOf(symbol: ts.Symbol, node: ts.Node, { compilation }: Pick<FunctionContext, "compilation">): Interval | null {
  if (!compilation.hasDoubles(node)) return null;
  const file = node.getSourceFile();
  const ranges = compilation.counters.get(
    file,
    () => [file],
    () => new FileCounters(file, compilation).ranges,
  );
  return ranges.get(symbol) ?? null;
}

/** Values may lie a little beyond where steps lead: `let j = i + 1`. */
const valueRange = interval(counterRange.least - 2n ** 32n, counterRange.greatest + 2n ** 32n);

/** A value that is given to a variable, or a step from the one that it has. */
type Assignment = { readonly kind: "value"; readonly value: ts.Expression } | Step;

interface Step {
  readonly kind: "step";
  readonly by: bigint;
  /** The step of a loop `i < limit`: it is taken only below (or, going down, above) the limit. */
  readonly limit: Limit | null;
}

interface Limit {
  readonly value: ts.Expression;
  /** `<=` or `>=`: from the limit itself a step is taken as well. */
  readonly included: boolean;
}

class FileCounters {
  readonly ranges = new Map<ts.Symbol, Interval>();
  private readonly assignments = new Map<ts.Symbol, Assignment[]>();
  private readonly checker: ts.TypeChecker;

  constructor(
    private readonly file: ts.SourceFile,
    private readonly compilation: Compilation,
  ) {
    this.checker = compilation.checker;
    this.collect(file);
    this.assumeAll();
    while (this.dropOne());
    for (let round = 0; round < 2; round++) this.tighten();
  }

  // ---- candidates and what they are given ----

  private collect(node: ts.Node): void {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) this.declare(node, node.name);
    ts.forEachChild(node, (child) => this.collect(child));
  }

  private declare(node: ts.VariableDeclaration, name: ts.Identifier): void {
    const symbol = this.checker.getSymbolAtLocation(name);
    if (symbol === undefined || !this.isPlainNumber(name) || ts.isForOfStatement(node.parent.parent)) return;
    const facts = analysisOf(name, this.compilation).variable(symbol);
    if (!facts.assigned || facts.captured) return;
    const scope = functionOrFile(node);
    const found = collectAssignments(symbol, scope, this.checker);
    if (found === null) return;
    limitByLoop(node, symbol, found, this.checker);
    if (node.initializer !== undefined) found.push({ kind: "value", value: node.initializer });
    this.assignments.set(symbol, found);
  }

  private isPlainNumber(name: ts.Identifier): boolean {
    return (this.checker.getTypeAtLocation(name).flags & ts.TypeFlags.NumberLike) !== 0;
  }

  // ---- the proof ----

  private assumeAll(): void {
    for (const symbol of this.assignments.keys()) this.ranges.set(symbol, counterRange);
  }

  /** Drops a variable whose values cannot be proved; false when all hold. */
  private dropOne(): boolean {
    for (const [symbol, assignments] of this.assignments) {
      if (!this.ranges.has(symbol) || assignments.every((assignment) => this.holds(assignment))) continue;
      return this.ranges.delete(symbol);
    }
    return false;
  }

  private holds(assignment: Assignment): boolean {
    if (assignment.kind === "step") return true;
    const range = this.rangeOf(assignment.value);
    return range !== null && fits(range, valueRange);
  }

  /** From what is assumed of all to what is then assigned to each. */
  private tighten(): void {
    for (const symbol of [...this.ranges.keys()]) this.ranges.set(symbol, this.assignedRange(this.assignments.get(symbol) ?? []));
  }

  private assignedRange(assignments: readonly Assignment[]): Interval {
    const values = assignments.flatMap((a) => (a.kind === "value" ? [this.rangeOf(a.value) ?? counterRange] : []));
    const all = values.reduce<Interval | null>((range, value) => (range === null ? value : join(range, value)), null) ?? counterRange;
    const steps = assignments.flatMap((a) => (a.kind === "step" ? [this.reachOf(a)] : []));
    return steps.reduce(join, all);
  }

  /** How far a step can lead; one way alone. */
  private reachOf({ by, limit }: Step): Interval {
    const range = limit === null ? null : this.rangeOf(limit.value);
    const inside = limit?.included === true ? 0n : by > 0n ? -1n : 1n;
    const [least, greatest] =
      range === null ? [counterRange.least, counterRange.greatest] : [range.least + inside + by, range.greatest + inside + by];
    return by > 0n ? interval(greatest, greatest) : interval(least, least);
  }

  // ---- intervals of expressions ----

  /** Null for what may be no safe integer, or -0. */
  private rangeOf(node: ts.Expression): Interval | null {
    if (isTransparent(node)) return this.rangeOf(node.expression);
    const constant = constantOf(node, this.checker);
    if (constant !== null) return constant.kind === "number" ? interval(constant.value, constant.value) : null;
    const flavoured = this.flavourRange(node);
    if (flavoured !== null) return flavoured;
    if (ts.isIdentifier(node)) return this.variableRange(node);
    if (ts.isPropertyAccessExpression(node)) return this.isLength(node) ? low32 : null;
    if (ts.isConditionalExpression(node)) return both(this.rangeOf(node.whenTrue), this.rangeOf(node.whenFalse), join);
    if (ts.isBinaryExpression(node)) return this.binaryRange(node);
    if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.TildeToken ? signed32 : null;
    return ts.isCallExpression(node) ? this.callRange(node) : null;
  }

  private flavourRange(node: ts.Expression): Interval | null {
    const type = this.checker.getTypeAtLocation(node);
    if (!type.isIntersection()) return null;
    const flavour = flavourOf(type, { compilation: this.compilation, substitution: new Map(), node });
    return flavour?.kind === "int" && flavour.bits < 64 ? rangeOfType(flavour) : null;
  }

  private variableRange(node: ts.Identifier): Interval | null {
    const symbol = this.checker.getSymbolAtLocation(node);
    const declaration = symbol?.valueDeclaration;
    if (symbol === undefined || declaration === undefined || declaration.getSourceFile() !== this.file) return null;
    const counter = this.ranges.get(symbol);
    if (counter !== undefined) return counter;
    const isConstant = ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
    return isConstant && declaration.initializer !== undefined ? this.rangeOf(declaration.initializer) : null;
  }

  private isLength(node: ts.PropertyAccessExpression): boolean {
    if (node.name.text !== "length" && node.name.text !== "size") return false;
    const symbol = this.checker.getSymbolAtLocation(node.name);
    return symbol !== undefined && isGlobalSymbol(symbol, { compilation: this.compilation });
  }

  private binaryRange(node: ts.BinaryExpression): Interval | null {
    const operator = node.operatorToken.kind;
    if (operator === ts.SyntaxKind.EqualsToken) return this.rangeOf(node.right);
    if (bitOperators.has(operator)) return this.bitRange(node);
    const op = exactOperators.get(operator);
    const [a, b] = [this.rangeOf(node.left), this.rangeOf(node.right)];
    if (op === undefined || a === null || b === null) return null;
    const mayBeMinusZero = op === "*" ? a.least < 0n || b.least < 0n : op === "%" && (a.least < 0n || b.least <= 0n);
    const range = resultRange(op, a, b);
    return mayBeMinusZero || range === null || !fits(range, safeRange) ? null : range;
  }

  private bitRange(node: ts.BinaryExpression): Interval | null {
    if ((this.checker.getTypeAtLocation(node).flags & ts.TypeFlags.NumberLike) === 0) return null;
    if (node.operatorToken.kind === ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken) return low32;
    const mask = constantOf(node.right, this.checker);
    const masks = node.operatorToken.kind === ts.SyntaxKind.AmpersandToken && mask?.kind === "number" && mask.value >= 0n;
    return masks && mask.value <= signed32.greatest ? interval(0n, mask.value) : signed32;
  }

  private callRange(node: ts.CallExpression): Interval | null {
    const callee = node.expression;
    if (!ts.isPropertyAccessExpression(callee) || node.questionDotToken !== undefined) return null;
    const symbol = this.checker.getSymbolAtLocation(callee.name);
    if (symbol === undefined || !isGlobalSymbol(symbol, { compilation: this.compilation })) return null;
    const isMath = ts.isIdentifier(callee.expression) && callee.expression.text === "Math";
    return isMath ? this.mathRange(callee.name.text, node.arguments) : (methodRanges.get(callee.name.text) ?? null);
  }

  private mathRange(name: string, args: readonly ts.Expression[]): Interval | null {
    const [first, second] = args;
    if (name === "imul") return signed32;
    if (name === "clz32") return interval(0n, 32n);
    if (first === undefined || args.some((argument) => ts.isSpreadElement(argument))) return null;
    if (name === "floor" || name === "trunc") return this.quotientRange(name, first);
    if ((name !== "min" && name !== "max") || second === undefined || args.length > 2) return null;
    const pick = name === "min" ? min : max;
    return both(this.rangeOf(first), this.rangeOf(second), (a, b) => interval(pick(a.least, b.least), pick(a.greatest, b.greatest)));
  }

  /** Of a quotient, cut or rounded down, that is no -0; of anything else that is an integer already. */
  private quotientRange(name: "floor" | "trunc", argument: ts.Expression): Interval | null {
    const bare = skipParentheses(argument);
    if (!ts.isBinaryExpression(bare) || bare.operatorToken.kind !== ts.SyntaxKind.SlashToken) return this.rangeOf(bare);
    const [a, b] = [this.rangeOf(bare.left), this.rangeOf(bare.right)];
    if (a === null || b === null || b.least <= 0n || (name === "trunc" && a.least < 0n)) return null;
    return interval(a.least < 0n ? a.least : 0n, a.greatest < 0n ? 0n : a.greatest / b.least);
  }
}

const bitOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.BarToken,
  ts.SyntaxKind.CaretToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);

const exactOperators: ReadonlyMap<ts.SyntaxKind, ArithmeticOperator> = new Map<ts.SyntaxKind, ArithmeticOperator>([
  [ts.SyntaxKind.PlusToken, "+"],
  [ts.SyntaxKind.MinusToken, "-"],
  [ts.SyntaxKind.AsteriskToken, "*"],
  [ts.SyntaxKind.PercentToken, "%"],
]);

/** Methods of JavaScript's own containers whose results are places or lengths. */
const methodRanges: ReadonlyMap<string, Interval> = new Map(
  ["indexOf", "lastIndexOf", "findIndex", "findLastIndex", "push", "unshift"].map((name) => [name, interval(-1n, low32.greatest)]),
);

type Transparent = ts.ParenthesizedExpression | ts.NonNullExpression | ts.AsExpression | ts.SatisfiesExpression;

function isTransparent(node: ts.Expression): node is Transparent {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node);
}

function both(a: Interval | null, b: Interval | null, combine: (a: Interval, b: Interval) => Interval): Interval | null {
  return a === null || b === null ? null : combine(a, b);
}

/** The innermost one around `node`. */
export function functionOrFile(node: ts.Node): ts.Node {
  let at = node.parent;
  while (!ts.isFunctionLike(at) && !ts.isSourceFile(at)) at = at.parent;
  return at;
}

/** Every assignment to the variable; null when there is one of another form than these. */
function collectAssignments(symbol: ts.Symbol, scope: ts.Node, checker: ts.TypeChecker): Assignment[] | null {
  const found: Assignment[] = [];
  const visit = (node: ts.Node): boolean => {
    if (ts.isIdentifier(node) && node.text === symbol.name && checker.getSymbolAtLocation(node) === symbol) {
      const assignment = assignmentAt(node, checker);
      if (assignment === null) return false;
      if (assignment !== "none") found.push(assignment);
    }
    return ts.forEachChild(node, (child) => (visit(child) ? undefined : true)) !== true;
  };
  return visit(scope) ? found : null;
}

/** What this mention of a variable assigns: nothing, something, or (null) something that cannot be judged. */
function assignmentAt(node: ts.Identifier, checker: ts.TypeChecker): Assignment | "none" | null {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return unaryStep(parent.operator);
  if (ts.isBinaryExpression(parent) && parent.left === node) return binaryAssignment(parent, node, checker);
  return isAssigned(node) ? null : "none";
}

function unaryStep(operator: ts.SyntaxKind): Assignment | "none" {
  if (operator === ts.SyntaxKind.PlusPlusToken) return { kind: "step", by: 1n, limit: null };
  return operator === ts.SyntaxKind.MinusMinusToken ? { kind: "step", by: -1n, limit: null } : "none";
}

function binaryAssignment(node: ts.BinaryExpression, variable: ts.Identifier, checker: ts.TypeChecker): Assignment | "none" | null {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.EqualsToken) return stepWritten(node.right, variable, checker) ?? { kind: "value", value: node.right };
  const isStep = operator === ts.SyntaxKind.PlusEqualsToken || operator === ts.SyntaxKind.MinusEqualsToken;
  if (isStep) return stepBy(node.right, operator === ts.SyntaxKind.PlusEqualsToken, checker);
  const isAssignment = operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
  return isAssignment ? null : "none";
}

/** `i = i + 1` */
function stepWritten(right: ts.Expression, variable: ts.Identifier, checker: ts.TypeChecker): Assignment | null {
  if (!ts.isBinaryExpression(right) || !ts.isIdentifier(right.left) || right.left.text !== variable.text) return null;
  if (checker.getSymbolAtLocation(right.left) !== checker.getSymbolAtLocation(variable)) return null;
  const operator = right.operatorToken.kind;
  if (operator !== ts.SyntaxKind.PlusToken && operator !== ts.SyntaxKind.MinusToken) return null;
  return stepBy(right.right, operator === ts.SyntaxKind.PlusToken, checker);
}

/** Null for a step that is no small constant. */
function stepBy(node: ts.Expression, adds: boolean, checker: ts.TypeChecker): Assignment | null {
  const constant = constantOf(node, checker);
  if (constant?.kind !== "number" || constant.value > greatestStep || constant.value < -greatestStep) return null;
  return { kind: "step", by: adds ? constant.value : -constant.value, limit: null };
}

/** The only change of `for (let i = …; i < limit; i++)` is its step: the test before it bounds it. */
function limitByLoop(declaration: ts.VariableDeclaration, symbol: ts.Symbol, found: Assignment[], checker: ts.TypeChecker): void {
  const loop = declaration.parent.parent;
  const [step, ...others] = found;
  if (!ts.isForStatement(loop) || loop.incrementor === undefined || step?.kind !== "step" || others.length > 0) return;
  const isIncrementor = ts.isIdentifier(operandOf(loop.incrementor)) && checker.getSymbolAtLocation(operandOf(loop.incrementor)) === symbol;
  const limit = isIncrementor && loop.condition !== undefined ? limitIn(loop.condition, symbol, step.by > 0n, checker) : null;
  found[0] = { ...step, limit };
}

/** What a step stands at: `i` of `i++`, `i += 2`, `i = i + 2`. */
function operandOf(node: ts.Expression): ts.Expression {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return node.operand;
  return ts.isBinaryExpression(node) ? node.left : node;
}

/** `i < limit`, perhaps among other conditions. */
function limitIn(test: ts.Expression, symbol: ts.Symbol, goesUp: boolean, checker: ts.TypeChecker): Limit | null {
  if (!ts.isBinaryExpression(test)) return null;
  const operator = test.operatorToken.kind;
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken)
    return limitIn(test.left, symbol, goesUp, checker) ?? limitIn(test.right, symbol, goesUp, checker);
  const [strict, included] = goesUp
    ? [ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken]
    : [ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken];
  if ((operator !== strict && operator !== included) || checker.getSymbolAtLocation(test.left) !== symbol) return null;
  return { value: test.right, included: operator === included };
}
