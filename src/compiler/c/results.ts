/** What an operation looks like in C, and how its result gets where it is wanted. */
import type { HirType } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { castTo, atom } from "./code.js";
import { cType, declared, zero } from "./types.js";
import type { FunctionWriter } from "./writer.js";

/** An operation's C before its result is stored. */
export type OperationCode =
  /** An expression that gives the result; it cannot fail. `lent`: somebody else owns it. */
  | { readonly how: "value"; readonly type: HirType; readonly text: string; readonly lent?: boolean }
  /** A pointer, NULL when an error was thrown. */
  | { readonly how: "nullable"; readonly type: HirType; readonly text: string }
  /** A bool, false when an error was thrown; the result is stored through the address given. */
  | { readonly how: "status"; readonly type: HirType; readonly fails: boolean; readonly text: (address: string | null) => string }
  /** Statements that leave the result in the variable of that name; it is NULL or zero before. */
  | { readonly how: "steps"; readonly type: HirType; readonly write: (variable: string) => void };

/** Where a result goes. */
export interface Destination {
  /** What can stand on the left of `=`; counted ones hold NULL before. */
  readonly lvalue: string;
  readonly type: HirType;
  /** It is still to be declared, here. */
  readonly declare: boolean;
}

function addressOf(lvalue: string): string {
  return lvalue.startsWith("*") ? lvalue.slice(1) : `&${lvalue}`;
}

/** Runs the operation and stores its result. */
export function storeResult(code: OperationCode, to: Destination, w: FunctionWriter): void {
  if (cType(code.type) !== cType(to.type)) return storeConverted(code, to, w);
  switch (code.how) {
    case "value":
      return w.line(`${to.declare ? declared(to.type, to.lvalue) : to.lvalue} = ${ownedText(code)};`);
    case "nullable":
      w.line(`${to.declare ? declared(to.type, to.lvalue) : to.lvalue} = ${code.text};`);
      return w.throwIf(`${to.lvalue} == NULL`);
    case "status":
      declareHere(to, w);
      if (code.fails) return w.throwIf(`!${code.text(addressOf(to.lvalue))}`);
      return w.line(`(void)${code.text(addressOf(to.lvalue))};`);
    case "steps":
      declareHere(to, w);
      return code.write(to.lvalue.startsWith("*") ? `(${to.lvalue})` : to.lvalue);
  }
}

/** The value of an expression as one that the taker owns. */
export function ownedText(code: Extract<OperationCode, { how: "value" }>): string {
  return code.lent === true ? `rt_retain(${code.text})` : code.text;
}

function declareHere(to: Destination, w: FunctionWriter): void {
  if (to.declare) w.line(`${declared(to.type, to.lvalue)} = ${zero(to.type)};`);
}

/** The result is a pointer to another struct than the destination's. */
function storeConverted(code: OperationCode, to: Destination, w: FunctionWriter): void {
  if (code.how === "value") return storeResult({ ...code, type: to.type, text: castTo(cType(to.type), atom(code.text)).text }, to, w);
  const name = w.temporary(code.type, "made");
  storeResult(code, { lvalue: name, type: code.type, declare: false }, w);
  w.line(`${to.declare ? declared(to.type, to.lvalue) : to.lvalue} = (${cType(to.type)})${name};`);
  w.line(`${name} = NULL;`);
}

/** Runs the operation and drops its result. */
export function dropResult(code: OperationCode, w: FunctionWriter): void {
  if (code.type.kind === "void") return runVoid(code, w);
  if (isCounted(code.type)) {
    if (code.how === "value") return w.line(code.lent === true ? `(void)${code.text};` : `rt_release(${code.text});`);
    const name = w.temporary(code.type, "dropped");
    storeResult(code, { lvalue: name, type: code.type, declare: false }, w);
    return w.release(name);
  }
  if (code.how === "value") return w.line(`(void)${code.text};`);
  const name = w.unique("dropped");
  storeResult(code, { lvalue: name, type: code.type, declare: true }, w);
  w.line(`(void)${name};`);
}

function runVoid(code: OperationCode, w: FunctionWriter): void {
  switch (code.how) {
    case "value":
      return w.line(`${code.text};`);
    case "status":
      return code.fails ? w.throwIf(`!${code.text(null)}`) : w.line(`(void)${code.text(null)};`);
    case "nullable":
    case "steps":
      throw new Error("an operation without a result gives one");
  }
}

/** An array, map or native that found no memory throws by itself; a native's NULL is turned into an error here. */
export function throwOutOfMemoryIf(test: string, w: FunctionWriter): void {
  w.open(`if (${test}) {`);
  w.line("(void)rt_throw_out_of_memory();");
  w.line(w.throwText());
  w.close("}");
}
