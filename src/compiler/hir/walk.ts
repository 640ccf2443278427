/** Walks over the intermediate form: what the passes share, so that a new node is taught to all of them in one place. */
import type { Block, Expression, HirFunction, Operation, Statement, Target, Value } from "./nodes.js";
import { perFunction } from "./per-function.js";

const operationKinds: ReadonlySet<string> = new Set<Operation["kind"]>([
  "call",
  "callVirtual",
  "callInterface",
  "callClosure",
  "callNative",
  "new",
  "record",
  "arrayLiteral",
  "closure",
  "newCell",
  "box",
  "builtin",
]);

export function isOperation(value: Value): value is Operation {
  return operationKinds.has(value.kind);
}

/** One for all nodes that have nothing inside: most of them. */
const none: readonly never[] = [];

/** The expressions directly inside an expression. */
export function operands(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "integer":
    case "float":
    case "boolean":
    case "string":
    case "null":
    case "local":
    case "global":
    case "functionValue":
      return none;
    case "field":
    case "interfaceField":
      return [e.object];
    case "index":
      return [e.of, e.index];
    case "length":
      return [e.of];
    case "cellGet":
      return [e.cell];
    case "arithmetic":
    case "compare":
    case "and":
    case "or":
      return [e.left, e.right];
    case "conditional":
      return [e.test, e.then, e.else];
    case "math":
      return e.arguments;
    case "safe":
    case "counted":
    case "convert":
    case "not":
    case "wrap":
    case "isNull":
    case "unwrap":
    case "instanceOf":
    case "cast":
    case "isMember":
    case "unbox":
      return [e.value];
  }
}

/** The expressions that an operation works on: the receiver or closure first, then the arguments. */
export function operationInputs(op: Operation): readonly Expression[] {
  switch (op.kind) {
    case "call":
    case "callNative":
    case "new":
    case "builtin":
      return op.arguments;
    case "callVirtual":
    case "callInterface":
      return [op.receiver, ...op.arguments];
    case "callClosure":
      return [op.closure, ...op.arguments];
    case "record":
      return op.fields;
    case "arrayLiteral":
      return op.elements;
    case "closure":
      return op.captures;
    case "newCell":
    case "box":
      return [op.value];
  }
}

/** The expressions that say where a target lies. */
export function targetInputs(target: Target): readonly Expression[] {
  switch (target.kind) {
    case "local":
    case "global":
      return none;
    case "field":
    case "interfaceField":
      return [target.object];
    case "index":
      return [target.of, target.index];
    case "cell":
      return [target.cell];
  }
}

/** The value on the right of a statement, if it has one. */
export function statementValue(s: Statement): Value | null {
  switch (s.kind) {
    case "let":
    case "assign":
    case "do":
    case "return":
      return s.value;
    case "if":
    case "loop":
      return s.test;
    case "switch":
    case "throw":
      return s.value;
    default:
      return null;
  }
}

/** The blocks directly inside a statement. */
export function innerBlocks(s: Statement): readonly Block[] {
  switch (s.kind) {
    case "block":
      return [s.body];
    case "if":
      return s.else === null ? [s.then] : [s.then, s.else];
    case "loop":
      return [s.body, s.update];
    case "switch":
      return [...s.cases.map((c) => c.body), s.otherwise];
    case "try":
      return [s.body, ...(s.catch === null ? [] : [s.catch.body]), ...(s.finally === null ? [] : [s.finally])];
    default:
      return none;
  }
}

interface Visitor {
  readonly statement?: (s: Statement) => void;
  readonly operation?: (op: Operation) => void;
  readonly expression?: (e: Expression) => void;
}

/** `e` first, then what is in it. */
export function walkExpression(e: Expression, visit: (e: Expression) => void): void {
  visit(e);
  for (const operand of operands(e)) walkExpression(operand, visit);
}

function walkValue(value: Value, visitor: Visitor): void {
  const visit = visitor.expression ?? ((): void => undefined);
  if (!isOperation(value)) return walkExpression(value, visit);
  visitor.operation?.(value);
  for (const input of operationInputs(value)) walkExpression(input, visit);
}

/** Visits everything in `block`, statements before what is in them. */
export function walkBlock(block: Block, visitor: Visitor): void {
  for (const s of block) {
    visitor.statement?.(s);
    if (s.kind === "assign" && visitor.expression !== undefined) {
      for (const input of targetInputs(s.target)) walkExpression(input, visitor.expression);
    }
    const value = statementValue(s);
    if (value !== null) walkValue(value, visitor);
    for (const inner of innerBlocks(s)) walkBlock(inner, visitor);
  }
}

/** All that is in a function's body. */
interface Contents {
  readonly statements: readonly Statement[];
  readonly operations: readonly Operation[];
  readonly expressions: readonly Expression[];
  /** The operations, and the expressions that name a class, an interface or a function, as they come in the text. */
  readonly mentions: readonly (Operation | Mention)[];
}

type Mention = Extract<Expression, { kind: "field" | "interfaceField" | "functionValue" }>;

/** Lowering must be done with the body: it is walked over once, for all passes. */
const contentsOf = perFunction((f): Contents => {
  const statements: Statement[] = [];
  const operations: Operation[] = [];
  const expressions: Expression[] = [];
  const mentions: (Operation | Mention)[] = [];
  walkBlock(f.body, {
    statement: (s) => statements.push(s),
    operation: (op) => {
      operations.push(op);
      mentions.push(op);
    },
    expression: (e) => {
      expressions.push(e);
      if (e.kind === "field" || e.kind === "interfaceField" || e.kind === "functionValue") mentions.push(e);
    },
  });
  return { statements, operations, expressions, mentions };
});

/** What names classes, interfaces and functions in the body of a function that lowering has finished, as it comes in the text. */
export function mentionsOf(f: HirFunction): readonly (Operation | Mention)[] {
  return contentsOf(f).mentions;
}

/** Visits everything in the body of a function that lowering has finished: all statements first, then all operations, then all expressions. */
export function walkFunction(f: HirFunction, { statement, operation, expression }: Visitor): void {
  const { statements, operations, expressions } = contentsOf(f);
  if (statement !== undefined) for (const s of statements) statement(s);
  if (operation !== undefined) for (const op of operations) operation(op);
  if (expression !== undefined) for (const e of expressions) expression(e);
}

/** Functions that `op` or `e` names. */
export function namedFunctions(node: Operation | Expression): readonly HirFunction[] {
  if (node.kind === "call" || node.kind === "closure" || node.kind === "functionValue") return [node.function];
  if (node.kind === "new" && node.constructor_ !== null) return [node.constructor_];
  return none;
}
