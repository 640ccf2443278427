/** `return`: the result goes where the convention wants it, then everything owned is released. */
import type { Expression, Operation, Value } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { isOperation } from "../hir/walk.js";
import { emitAs } from "./expressions.js";
import { emitJump } from "./jumps.js";
import { prepareOperation } from "./operations.js";
import { dropResult, ownedText, storeResult } from "./results.js";
import { cType, declared, zero } from "./types.js";
import type { FunctionWriter } from "./writer.js";

export function emitReturn(value: Value | null, w: FunctionWriter): void {
  if (w.finallyFrames.length > 0) emitReturnThroughFinally(value, w);
  else if (value === null || w.convention.result.kind === "void") emitVoidReturn(value, w);
  else if (isOperation(value)) emitOperationReturn(value, w);
  else emitExpressionReturn(value, w);
  w.reachable = false;
}

/** The result is where it belongs: releases and leaves. */
function leave(w: FunctionWriter): void {
  if (w.direct) return w.line(w.convention.status ? "return true;" : "return;");
  if (w.convention.status) w.line("fine = true;");
  w.goToCleanup();
}

function emitVoidReturn(value: Value | null, w: FunctionWriter): void {
  if (value !== null && isOperation(value)) {
    const { code, temporaries } = prepareOperation(value, w);
    dropResult(code, w);
    w.releaseAll(temporaries);
  }
  leave(w);
}

/** Where the result is put. */
function resultPlace(w: FunctionWriter): string {
  w.isResultNamed = true;
  return w.convention.status ? "*result" : "result";
}

function emitExpressionReturn(value: Expression, w: FunctionWriter): void {
  const type = w.convention.result;
  const text = emitAs(value, type, w).text;
  const moved = movedLocal(value, w);
  const given = moved !== null || !isCounted(type) || text === "NULL" || w.program.lends(w.source);
  const owned = given ? text : `rt_retain(${text})`;
  if (w.direct && !w.convention.status) return w.line(`return ${owned};`);
  w.line(`${resultPlace(w)} = ${owned};`);
  if (moved !== null) w.line(`${moved} = NULL;`);
  leave(w);
}

/** The variable that the expression reads, when it owns its value: nobody needs it after the return. */
function movedLocal(value: Expression, w: FunctionWriter): string | null {
  if (value.kind === "cast" || value.kind === "wrap" || value.kind === "unwrap") return movedLocal(value.value, w);
  if (value.kind !== "local") return null;
  const text = w.local(value.local);
  return w.owned.includes(text) ? text : null;
}

function emitOperationReturn(op: Operation, w: FunctionWriter): void {
  const type = w.convention.result;
  const { code, temporaries } = prepareOperation(op, w);
  const same = cType(code.type) === cType(type);
  if (w.direct && same && code.how === "value" && !w.convention.status) return w.line(`return ${ownedText(code)};`);
  if (w.direct && same && code.how === "status" && w.convention.status && code.fails && !w.insideTry) {
    w.isResultNamed = true;
    return w.line(`return ${code.text("result")};`);
  }
  if (w.direct && !w.convention.status) {
    const name = w.unique("made");
    storeResult(code, { lvalue: name, type, declare: true }, w);
    return w.line(`return ${name};`);
  }
  storeResult(code, { lvalue: resultPlace(w), type, declare: false }, w);
  w.releaseAll(temporaries);
  leave(w);
}

// ---- with `finally` ----

/** The result waits in a variable, since a `finally` may still throw or return something else. */
function emitReturnThroughFinally(value: Value | null, w: FunctionWriter): void {
  const type = w.convention.result;
  if (value === null || type.kind === "void") {
    if (value !== null && isOperation(value)) runDropped(value, w);
    return emitJump({ kind: "return" }, w);
  }
  const returned = returnedVariable(w);
  if (!isOperation(value)) {
    const text = emitAs(value, type, w).text;
    w.line(isCounted(type) ? `RT_ASSIGN(${returned}, ${text});` : `${returned} = ${text};`);
  } else {
    storeReturned(value, returned, w);
  }
  emitJump({ kind: "return" }, w);
}

function runDropped(op: Operation, w: FunctionWriter): void {
  const { code, temporaries } = prepareOperation(op, w);
  dropResult(code, w);
  w.releaseAll(temporaries);
}

function storeReturned(op: Operation, returned: string, w: FunctionWriter): void {
  const type = w.convention.result;
  const { code, temporaries } = prepareOperation(op, w);
  if (isCounted(type)) {
    const name = w.temporary(type, "made");
    storeResult(code, { lvalue: name, type, declare: false }, w);
    w.line(`RT_MOVE(${returned}, ${name});`);
  } else {
    storeResult(code, { lvalue: returned, type, declare: false }, w);
  }
  w.releaseAll(temporaries);
}

function returnedVariable(w: FunctionWriter): string {
  const type = w.convention.result;
  if (w.returned) return "returned";
  w.returned = true;
  if (!isCounted(type)) w.hoist(`${declared(type, "returned")} = ${zero(type)};`);
  else w.ownForFunction("returned", type);
  return "returned";
}

/** Returns what waits in the variable. */
export function finishReturn(w: FunctionWriter): void {
  const type = w.convention.result;
  if (type.kind !== "void") {
    const returned = returnedVariable(w);
    if (w.direct && !w.convention.status) return w.line(`return ${returned};`);
    w.line(`${resultPlace(w)} = ${returned};`);
    if (isCounted(type)) w.line(`${returned} = NULL;`);
  }
  leave(w);
}
