/** What a function allocates and copies itself, and what becomes of it. */
import type { Block, Expression, HirFunction, Local, Operation, Statement } from "../hir/nodes.js";
import { innerBlocks, isOperation, operationInputs, statementValue, walkFunction } from "../hir/walk.js";
import type { Analysis } from "../passes/analyse.js";
import type { MemoryEvent } from "./memory-report.js";

/** Operations that make an object of what is in another one. */
const copying: ReadonlySet<string> = new Set([
  ...["array_slice", "bytes_slice", "string_concat", "string_slice", "string_join", "string_to_utf8", "string_from_utf8"],
]);

/** In order of the text. What a callee allocates is the callee's. */
export function allocationsOf(f: HirFunction, { allocating }: Analysis): readonly MemoryEvent[] {
  const events: MemoryEvent[] = [];
  walkFunction(f, {
    statement: (s) => {
      const value = statementValue(s);
      if (value === null || !isOperation(value)) return;
      const cause = allocating.operationCause(value);
      if (cause === null || cause.callees.length > 0) return;
      const kind = value.kind === "builtin" && copying.has(value.name) ? "copy" : "allocation";
      events.push({ line: cause.at.line, kind, what: cause.what, why: destiny(s, f) });
    },
  });
  return events;
}

/** What the statement does with the new object; a local is followed to its uses. */
function destiny(s: Statement, f: HirFunction): string {
  switch (s.kind) {
    case "return":
      return "returned";
    case "throw":
      return "thrown";
    case "assign":
      return s.target.kind === "local" ? useOf(s.target.local, f) : `stored in ${targetName(s)}`;
    case "let":
      return useOf(s.local, f);
    default:
      return "the container has to grow";
  }
}

function targetName(s: Extract<Statement, { kind: "assign" }>): string {
  switch (s.target.kind) {
    case "field":
    case "interfaceField":
      return `the field \`${s.target.field}\``;
    case "global":
      return `the variable \`${s.target.global.name}\``;
    case "index":
      return "an element";
    case "cell":
      return "a captured variable";
    case "local":
      return `\`${s.target.local.name}\``;
  }
}

/** The use of a local that lets its object live longest. */
function useOf(local: Local, f: HirFunction): string {
  const uses: string[] = [];
  const note = (block: Block): void => {
    for (const s of block) {
      const value = statementValue(s);
      if (value !== null && isOperation(value) && operationInputs(value).some((e) => names(e, local))) uses.push(operationUse(value));
      if (value !== null && !isOperation(value) && names(value, local)) uses.push(statementUse(s));
      innerBlocks(s).forEach(note);
    }
  };
  note(f.body);
  const rank = (use: string): number => ranks.findIndex((start) => use.startsWith(start));
  const [longest] = uses.filter((use) => use !== "").sort((a, b) => rank(a) - rank(b));
  return longest ?? `used in this function alone: objects are made in the heap`;
}

/** Beginnings of what `statementUse` and `operationUse` say, the longest life first. */
const ranks: readonly string[] = ["returned", "thrown", "stored", "captured", "passed", "put"];

function statementUse(s: Statement): string {
  if (s.kind === "return") return "returned";
  if (s.kind === "throw") return "thrown";
  return s.kind === "assign" ? `stored in ${targetName(s)}` : "";
}

function operationUse(op: Operation): string {
  switch (op.kind) {
    case "call":
      return `passed to ${op.function.name}`;
    case "new":
    case "record":
      return `passed to the new ${op.class}`;
    case "callVirtual":
    case "callInterface":
      return `passed to ${op.method}`;
    case "callClosure":
      return "passed to a function value";
    case "callNative":
      return `passed to ${op.native.name}`;
    case "closure":
      return `captured by ${op.function.name}`;
    case "arrayLiteral":
    case "newCell":
    case "box":
    case "builtin":
      return "put into a container, or made into another object";
  }
}

/** The expression is the local, perhaps in another type. */
function names(e: Expression, local: Local): boolean {
  if (e.kind === "wrap" || e.kind === "unwrap" || e.kind === "cast") return names(e.value, local);
  return e.kind === "local" && e.local === local;
}
