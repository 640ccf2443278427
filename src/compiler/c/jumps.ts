/** Loops, switches, labelled blocks, and the ways out of them. */
import type { Block } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { isOperation } from "../hir/walk.js";
import { emitAs, emitExpression } from "./expressions.js";
import { integerLiteral } from "./literals.js";
import { finishReturn } from "./returns.js";
import { emitScope, type StatementOf } from "./statements.js";
import type { FunctionWriter, Jump, JumpTarget } from "./writer.js";

function openTarget(
  label: number,
  form: { readonly breakable: boolean; readonly loop: boolean; readonly plainContinue: boolean },
  w: FunctionWriter,
): JumpTarget {
  const target: JumpTarget = {
    label,
    number: w.number(),
    depth: w.scopeDepth,
    finallyDepth: w.finallyFrames.length,
    breakable: form.breakable,
    loop: form.loop,
    plainContinue: form.plainContinue,
    breakUsed: false,
    continueUsed: false,
    left: false,
  };
  w.targets.push(target);
  return target;
}

/** The construct's end: its label, and whether anything comes by. */
function closeTarget(target: JumpTarget, w: FunctionWriter): void {
  w.targets.pop();
  if (target.left) w.reachable = true;
  if (target.breakUsed) w.label(`break__${target.number}`);
}

export function emitLabelledBlock(s: StatementOf<"block">, w: FunctionWriter): void {
  const target = s.label === null ? null : openTarget(s.label, { breakable: false, loop: false, plainContinue: false }, w);
  w.open("{");
  emitScope(s.body, w);
  w.close("}");
  if (target !== null) closeTarget(target, w);
}

export function emitLoop(s: StatementOf<"loop">, w: FunctionWriter): void {
  const arrays = w.plan.arrayCaches.get(s) ?? [];
  /* Before the loop's `#line`. */
  const start = w.lines.length - (w.program.options.lines ? 1 : 0);
  const caches = arrays.map((local) => w.cacheArray(local));
  emitLoopItself(s, w);
  for (const declaration of caches.flatMap((cache) => cache.declarations)) w.insertLine(start, declaration);
  for (const local of arrays) w.dropCache(local);
}

function emitLoopItself(s: StatementOf<"loop">, w: FunctionWriter): void {
  const header = headerUpdate(s.update, w);
  const endless = s.test.kind === "boolean" && s.test.value;
  const test = endless ? "" : emitExpression(s.test, w).text;
  const target = openTarget(s.label, { breakable: true, loop: true, plainContinue: header !== null }, w);
  if (header !== null && header !== "") w.open(`for (;${test === "" ? "" : ` ${test}`}; ${header}) {`);
  else w.open(endless ? "for (;;) {" : `while (${test}) {`);
  emitScope(s.body, w);
  if (target.continueUsed) w.label(`continue__${target.number}`);
  if (header === null && w.reachable) emitScope(s.update, w);
  w.close("}");
  w.reachable = !endless;
  closeTarget(target, w);
}

/** The update as it can stand in the head of a `for`; null where it is more than one assignment to a scalar. */
function headerUpdate(update: Block, w: FunctionWriter): string | null {
  const [only, ...others] = update;
  if (only === undefined) return "";
  if (others.length > 0 || only.kind !== "assign" || only.target.kind !== "local") return null;
  if (isOperation(only.value) || isCounted(only.target.local.type)) return null;
  return `${w.local(only.target.local)} = ${emitAs(only.value, only.target.local.type, w).text}`;
}

export function emitSwitch(s: StatementOf<"switch">, w: FunctionWriter): void {
  const target = openTarget(s.label, { breakable: true, loop: false, plainContinue: false }, w);
  const seen = new Set<bigint>();
  let endReached = false;
  const body = (labels: readonly string[], block: Block): void => {
    labels.forEach((label, i) => (i === labels.length - 1 ? w.open(`${label} {`) : w.line(label)));
    w.reachable = true;
    emitScope(block, w);
    if (w.reachable) w.line("break;");
    endReached ||= w.reachable;
    w.close("}");
  };
  w.line(`switch (${emitExpression(s.value, w).text}) {`);
  for (const c of s.cases) {
    const values = c.values.filter((value) => !seen.has(value) && seen.add(value));
    if (values.length > 0)
      body(
        values.map((value) => `case ${integerLiteral(value, s.value.type)}:`),
        c.body,
      );
  }
  body(["default:"], s.otherwise);
  w.line("}");
  w.reachable = endReached;
  closeTarget(target, w);
}

export function emitBreak(label: number, w: FunctionWriter): void {
  emitJump({ kind: "break", label }, w);
}

export function emitContinue(label: number, w: FunctionWriter): void {
  emitJump({ kind: "continue", label }, w);
}

function findTarget(label: number, w: FunctionWriter): JumpTarget {
  const found = w.targets.filter((target) => target.label === label).at(-1);
  if (found === undefined) throw new Error(`${w.source.name}: a jump to the unknown label ${label}`);
  return found;
}

/** Leaves for `jump`'s target: through the innermost `finally` between here and there, if there is one. */
export function emitJump(jump: Jump, w: FunctionWriter): void {
  const target = jump.kind === "return" ? null : findTarget(jump.label, w);
  const frame = w.finallyFrames.at(-1);
  if (frame !== undefined && (target === null || w.finallyFrames.length > target.finallyDepth)) {
    w.releaseDownTo(frame.depth);
    w.line(`exit__${frame.number} = ${exitNumber(frame.exits, jump)};`);
    w.line(`goto finally__${frame.number};`);
  } else if (target === null) {
    finishReturn(w);
  } else {
    w.releaseDownTo(target.depth);
    w.line(jump.kind === "continue" ? continueText(target, w) : breakText(target, w));
  }
  w.reachable = false;
}

/** 0 is falling out of the `try`, 1 an error. */
function exitNumber(exits: Jump[], jump: Jump): number {
  const same = (other: Jump): boolean =>
    other.kind === jump.kind && (other.kind === "return" || jump.kind === "return" || other.label === jump.label);
  const known = exits.findIndex(same);
  return (known === -1 ? exits.push(jump) - 1 : known) + 2;
}

function breakText(target: JumpTarget, w: FunctionWriter): string {
  target.left = true;
  if (w.targets.filter((other) => other.breakable).at(-1) === target) return "break;";
  target.breakUsed = true;
  return `goto break__${target.number};`;
}

function continueText(target: JumpTarget, w: FunctionWriter): string {
  if (target.plainContinue && w.targets.filter((other) => other.loop).at(-1) === target) return "continue;";
  target.continueUsed = true;
  return `goto continue__${target.number};`;
}
