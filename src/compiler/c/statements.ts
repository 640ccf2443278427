/** Statements. */
import type { Block, Expression, Local, Operation, Statement, Target, Value } from "../hir/nodes.js";
import { isCounted, type HirType } from "../hir/types.js";
import { isOperation } from "../hir/walk.js";
import { localRead } from "../passes/last-uses.js";
import { atom, castTo, member, operand } from "./code.js";
import { declareStackCell, declareStackClosure } from "./closures.js";
import { emitAs, emitElement, emitExpression } from "./expressions.js";
import { emitBreak, emitContinue, emitLabelledBlock, emitLoop, emitSwitch } from "./jumps.js";
import { isLentForBlock, prepareOperation } from "./operations.js";
import { dropResult, storeResult, type Destination } from "./results.js";
import { emitReturn } from "./returns.js";
import { emitTry } from "./try.js";
import { cType, declared, zero } from "./types.js";
import type { FunctionWriter } from "./writer.js";

export type StatementOf<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;

/** The statements of a block in a scope of their own; the braces are the caller's. */
export function emitScope(block: Block, w: FunctionWriter): void {
  w.enterScope();
  emitStatements(block, w);
  w.leaveScope();
}

/** What cannot be reached is left out. */
export function emitStatements(block: Block, w: FunctionWriter): void {
  for (const [n, s] of block.entries()) {
    if (!w.reachable) return w.leaveOut(block.slice(n));
    emitStatement(s, w);
    if (w.reachable) for (const local of w.plan.lastUses.drops.get(s) ?? []) dropEarly(w.local(local), w);
  }
}

function dropEarly(lvalue: string, w: FunctionWriter): void {
  if (w.endOwnership(lvalue)) w.release(lvalue);
}

function emitStatement(s: Statement, w: FunctionWriter): void {
  w.sourceLine(s.at);
  switch (s.kind) {
    case "let":
      return emitLet(s.local, s.value, w);
    case "assign":
      return emitAssign(s, w);
    case "do":
      return emitDo(s.value, w);
    case "block":
      return emitLabelledBlock(s, w);
    case "if":
      return emitIf(s, w);
    case "loop":
      return emitLoop(s, w);
    case "switch":
      return emitSwitch(s, w);
    case "break":
      return emitBreak(s.label, w);
    case "continue":
      return emitContinue(s.label, w);
    case "return":
      return emitReturn(s.value, w);
    case "throw":
      return emitThrow(s.value, w);
    case "try":
      return emitTry(s, w);
    case "unreachable":
      w.line(`rt_trap(${w.place(s.at)}, ${JSON.stringify(s.reason)});`);
      w.reachable = false;
  }
}

/** Runs the operation, stores its result and releases its temporaries. */
function runOperation(op: Operation, to: Destination | null, w: FunctionWriter): void {
  const { code, temporaries } = prepareOperation(op, w);
  if (to === null) dropResult(code, w);
  else storeResult(code, to, w);
  w.releaseAll(temporaries);
}

function emitDo(value: Value, w: FunctionWriter): void {
  if (isOperation(value)) return runOperation(value, null, w);
  w.line(`(void)${operand(emitExpression(value, w))};`);
}

// ---- let ----

/** Something in a row of statements that all run owns its value, so that a cleanup label is needed. */
export function startsOwning(block: Block, w: FunctionWriter): boolean {
  for (const s of block) {
    if (s.kind === "let" && isOwned(s.local, s.value, w) && !isOnStack(s.value, w)) return true;
    const goesOn = s.kind === "let" || s.kind === "assign" || s.kind === "do" || (s.kind === "if" && s.else === null);
    if (!goesOn) return false;
  }
  return false;
}

function isOwned(local: Local, value: Value | null, w: FunctionWriter): boolean {
  return isCounted(local.type) && (value === null || !isBorrowed(local, value, w));
}

function emitLet(local: Local, value: Value | null, w: FunctionWriter): void {
  if (value !== null && emitStackValue(local, value, w)) return;
  if (isOwned(local, value, w)) return emitOwnedLet(local, value, w);
  const text = value === null ? zero(local.type) : valueText(value, local.type, w);
  const name = w.declare(local);
  if (text !== null) w.line(`${declared(local.type, name)} = ${text};`);
  else if (value !== null && isOperation(value)) runOperation(value, { lvalue: name, type: local.type, declare: true }, w);
  if (!w.plan.uses.isRead(local)) w.line(`(void)${name};`);
}

/** The value stays alive without the local, as long as the local is there. */
function isBorrowed(local: Local, value: Value, w: FunctionWriter): boolean {
  if (w.program.stability.isAssigned(w.source, local)) return false;
  if (!isOperation(value) && w.plan.uses.isOnlyTestedForNull(local)) return true;
  return isOperation(value) ? isLentForBlock(value, w) : w.program.stability.isStableUntilReturn(value, w.source);
}

/** C expression for the value; null for operations that need more than one. */
function valueText(value: Value, type: HirType, w: FunctionWriter): string | null {
  if (!isOperation(value)) return emitAs(value, type, w).text;
  if (!isCounted(type)) return null;
  const { code } = prepareOperation(value, w);
  if (code.how !== "value") throw new Error(`${w.source.name}: a lent result is no expression`);
  return cType(code.type) === cType(type) ? code.text : castTo(cType(type), atom(code.text)).text;
}

/** Closures and cells that do not outlive the block. */
function isOnStack(value: Value | null, w: FunctionWriter): boolean {
  if (value?.kind === "closure") return w.program.closures.onStack(value);
  return value?.kind === "newCell" && w.program.closures.cellOnStack(value);
}

/** False: the value is none of these. */
function emitStackValue(local: Local, value: Value, w: FunctionWriter): boolean {
  if (value.kind === "closure" && w.program.closures.onStack(value)) {
    const name = w.unique(local.name);
    w.bind(local, declareStackClosure(value, name, w));
    if (!w.plan.uses.isRead(local)) w.line(`(void)${name};`);
    return true;
  }
  if (value.kind === "newCell" && w.program.closures.cellOnStack(value)) {
    const name = w.unique(local.name);
    w.bind(local, declareStackCell(value, name, w));
    if (w.plan.uses.isOnlyStored(local)) w.line(`(void)${name};`);
    return true;
  }
  return false;
}

function emitOwnedLet(local: Local, value: Value | null, w: FunctionWriter): void {
  const text = value === null || isOperation(value) ? null : emitAs(value, local.type, w).text;
  const name = w.declare(local);
  w.own(name, `${declared(local.type, name)} = NULL;`);
  if (value === null || text === "NULL") return;
  if (isOperation(value)) runOperation(value, { lvalue: name, type: local.type, declare: false }, w);
  else w.line(`${name} = rt_retain(${text ?? ""});`);
}

// ---- assign ----

function emitAssign(s: StatementOf<"assign">, w: FunctionWriter): void {
  const type = targetType(s.target, w);
  const counted = isCounted(type) && !isUnowned(s.target, w);
  if (!isOperation(s.value)) return emitAssignExpression(s.target, type, counted, s.value, s, w);
  if (s.target.kind === "local" && !counted) return runOperation(s.value, { lvalue: w.local(s.target.local), type, declare: false }, w);
  emitAssignOperation(s.target, type, counted, s.value, s, w);
}

function emitAssignExpression(target: Target, type: HirType, counted: boolean, value: Expression, s: Statement, w: FunctionWriter): void {
  const text = emitAs(value, type, w).text;
  const lvalue = emitTarget(target, s, w);
  if (isItself(target, lvalue, text)) return w.line(`(void)${lvalue};`);
  const moved = counted && w.plan.lastUses.moves.has(s) ? movedLocal(value, w) : null;
  if (counted && w.plan.initialStores.has(s)) return w.line(`${lvalue} = ${text === "NULL" ? text : `rt_retain(${text})`};`);
  if (moved === null) return w.line(counted ? `RT_ASSIGN(${lvalue}, ${text});` : `${lvalue} = ${text};`);
  w.line(`RT_MOVE(${lvalue}, ${moved});`);
  w.endOwnership(moved);
}

/** `x = x`, of which C compilers warn. An element's index is still tested. */
function isItself(target: Target, lvalue: string, text: string): boolean {
  return lvalue === text && target.kind !== "index";
}

/** The variable that owns the value and is not needed any more. */
function movedLocal(value: Expression, w: FunctionWriter): string | null {
  const read = localRead(value);
  if (read === null) return null;
  const text = w.local(read.local);
  return w.owned.includes(text) ? text : null;
}

/** The operation may change what the target is reached by, so its result waits in a variable. */
function emitAssignOperation(target: Target, type: HirType, counted: boolean, op: Operation, s: Statement, w: FunctionWriter): void {
  if (!isCounted(type)) {
    const name = w.unique("value");
    runOperation(op, { lvalue: name, type, declare: true }, w);
    return w.line(`${emitTarget(target, s, w)} = ${name};`);
  }
  const name = w.temporary(type, "value");
  runOperation(op, { lvalue: name, type, declare: false }, w);
  const lvalue = emitTarget(target, s, w);
  if (counted) return w.line(`RT_MOVE(${lvalue}, ${name});`);
  w.line(`${lvalue} = ${name};`);
  w.release(name);
}

function targetType(target: Target, w: FunctionWriter): HirType {
  switch (target.kind) {
    case "local":
      return target.local.type;
    case "global":
      return target.global.type;
    case "field":
      return w.program.fieldOf(target.class, target.field).type;
    case "interfaceField":
      return w.program.interfaceFieldType(target.interface, target.field);
    case "index":
      if (target.of.type.kind === "array" || target.of.type.kind === "bytes") return target.of.type.element;
      throw new Error(`${w.source.name}: an element of what has none`);
    case "cell":
      if (target.cell.type.kind === "cell") return target.cell.type.of;
      throw new Error(`${w.source.name}: a cell of another type`);
  }
}

function isUnowned(target: Target, w: FunctionWriter): boolean {
  return target.kind === "field" && w.program.fieldOf(target.class, target.field).unowned;
}

function emitTarget(target: Target, s: Statement, w: FunctionWriter): string {
  switch (target.kind) {
    case "local":
      return w.local(target.local);
    case "global":
      return w.program.globalName(target.global);
    case "field":
      return w.program.fieldAccess(target.class, target.field, emitExpression(target.object, w), target.object.type);
    case "interfaceField":
      return w.program.dispatch.interfaceFieldAccess(target.interface, target.field, emitExpression(target.object, w));
    case "index":
      return emitElement(target, w, s.at);
    case "cell":
      return member(emitExpression(target.cell, w), "value");
  }
}

// ---- if, throw ----

function emitIf(s: StatementOf<"if">, w: FunctionWriter): void {
  w.open(`if (${emitExpression(s.test, w).text}) {`);
  emitScope(s.then, w);
  const thenReachable = w.reachable;
  w.reachable = true;
  if (s.else !== null && s.else.length > 0) {
    w.close("} else {");
    w.indent();
    emitScope(s.else, w);
  }
  w.close("}");
  w.reachable ||= thenReachable;
}

function emitThrow(value: Expression, w: FunctionWriter): void {
  w.line(`rt_throw(rt_retain(${emitExpression(value, w).text}));`);
  w.line(w.throwText());
  w.reachable = false;
}
