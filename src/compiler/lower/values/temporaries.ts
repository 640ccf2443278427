/** Temporaries: operations get a name, and values that a later operation could change are kept before it. */
import type { Block, Expression, Local, Statement, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { isOperation } from "../../hir/walk.js";
import type { FunctionContext } from "../function-context.js";
import { letStatement, local, neverValue } from "./build.js";
import { noteInterval, intervalOf } from "./intervals.js";

/** The value as an expression: an operation is done now, its result kept in a local. */
export function settle(value: Value, to: Block, context: FunctionContext): Expression {
  if (!isOperation(value)) return value;
  if (value.type.kind === "void") {
    to.push({ kind: "do", value, at: value.at });
    return neverOrNothing(value);
  }
  return keep(value, to, context);
}

/** A call without a result, as an expression that nobody may use. */
function neverOrNothing(value: Value): Expression {
  return neverValue(value.at);
}

/** Puts the value into a new local. */
export function keep(value: Value, to: Block, context: FunctionContext, name = "t"): Expression {
  const kept = context.newLocal(name, value.type);
  if (!isOperation(value)) noteInterval(kept, intervalOf(value));
  to.push(letStatement(kept, value, value.at));
  return local(kept, value.at);
}

/** The same value, cheap to evaluate twice and not changed by what follows. */
export function keepUnlessStable(value: Expression, to: Block, context: FunctionContext, name = "t"): Expression {
  return isStable(value) ? value : keep(value, to, context, name);
}

/** Nothing that runs later can change what it gives. */
export function isStable(value: Expression): boolean {
  switch (value.kind) {
    case "integer":
    case "float":
    case "boolean":
    case "string":
    case "null":
    case "functionValue":
      return true;
    case "local":
      return !value.local.mutable;
    case "global":
      return !value.global.mutable;
    case "wrap":
    case "cast":
      return (value.kind === "wrap" || !value.checked) && isStable(value.value);
    case "unwrap":
      return !value.checked && isStable(value.value);
    case "convert":
      return value.mode !== "checked" && isStable(value.value);
    default:
      return false;
  }
}

/** An operand, and where the block ended when it had been lowered. */
interface Operand {
  value: Expression;
  readonly end: number;
}

/**
 * Operands in order: `add` each; `finish` gives their values, kept in locals where statements of later operands could
 * change them.
 */
export class Operands {
  private readonly operands: Operand[] = [];

  constructor(
    private readonly to: Block,
    private readonly context: FunctionContext,
  ) {}

  /** An operation is done now. */
  add(value: Value): void {
    const settled = settle(value, this.to, this.context);
    this.operands.push({ value: settled, end: this.to.length });
  }

  /** Once, behind the last `add`: statements may be put between those that are there. */
  finish(): Expression[] {
    for (let n = this.operands.length - 1; n >= 0; n--) {
      const operand = this.operands[n];
      if (operand !== undefined && this.mayChange(operand)) this.keepAt(operand);
    }
    return this.operands.map((operand) => operand.value);
  }

  private mayChange(operand: Operand): boolean {
    const later = this.to.slice(operand.end);
    return !unaffected(operand.value, later);
  }

  private keepAt(operand: Operand): void {
    const kept = this.context.newLocal("t", operand.value.type);
    noteInterval(kept, intervalOf(operand.value));
    this.to.splice(operand.end, 0, letStatement(kept, operand.value, operand.value.at));
    operand.value = local(kept, operand.value.at);
  }
}

/** Do `statements` leave the value as it is, and may it be evaluated after them? */
function unaffected(value: Expression, statements: readonly Statement[]): boolean {
  if (statements.length === 0 || isStable(value)) return true;
  return value.kind === "local" && !statements.some((statement) => assigns(statement, value.local));
}

function assigns(statement: Statement, to: Local): boolean {
  const within = (block: Block | null): boolean => block?.some((inner) => assigns(inner, to)) ?? false;
  switch (statement.kind) {
    case "assign":
      return statement.target.kind === "local" && statement.target.local === to;
    case "if":
      return within(statement.then) || within(statement.else);
    case "block":
      return within(statement.body);
    case "loop":
      return within(statement.body) || within(statement.update);
    case "switch":
      return statement.cases.some((one) => within(one.body)) || within(statement.otherwise);
    case "try":
      return within(statement.body) || within(statement.catch?.body ?? null) || within(statement.finally);
    default:
      return false;
  }
}

/** A local for a value that branches assign. */
export function resultLocal(type: HirType, context: FunctionContext, name = "t"): Local {
  return context.newLocal(name, type, true);
}
