/** `try`: a label that errors jump to; `finally`: one place that all ways out pass, with a number that says where to go on. */
import type { HirType } from "../hir/nodes.js";
import { emitJump } from "./jumps.js";
import { emitScope, emitStatements, type StatementOf } from "./statements.js";
import { declared } from "./types.js";
import type { FinallyFrame, FunctionWriter } from "./writer.js";

type Try = StatementOf<"try">;
type Catch = NonNullable<Try["catch"]>;

export function emitTry(s: Try, w: FunctionWriter): void {
  if (s.finally !== null) emitFinally(s, s.finally, w);
  else if (s.catch !== null) emitCatch(s, s.catch, w);
  else emitBraced(s.body, w);
}

function emitBraced(body: Try["body"], w: FunctionWriter): void {
  w.open("{");
  emitScope(body, w);
  w.close("}");
}

function emitCatch(s: Try, handler: Catch, w: FunctionWriter): void {
  const number = w.number();
  const ownedBefore = w.owned.length;
  w.pushHandler(`catch__${number}`);
  emitBraced(s.body, w);
  if (!w.popHandler()) return w.leaveOut(handler.body);
  const passed = w.reachable;
  if (passed) w.line(`goto tried__${number};`);
  w.label(`catch__${number}`);
  w.releaseAll(w.owned.slice(ownedBefore));
  w.open("{");
  w.enterScope();
  const error = w.declare(handler.error);
  w.own(error, `${declared(handler.error.type, error)} = NULL;`);
  w.line(`${error} = rt_catch();`);
  emitStatements(handler.body, w);
  w.leaveScope();
  w.close("}");
  if (passed) w.label(`tried__${number}`);
}

const anyObject: HirType = { kind: "interface", interface: "" };

function emitFinally(s: Try, body: NonNullable<Try["finally"]>, w: FunctionWriter): void {
  const frame: FinallyFrame = { number: w.number(), depth: w.scopeDepth, exits: [] };
  const ownedBefore = w.owned.length;
  const start = w.lines.length;
  w.finallyFrames.push(frame);
  w.pushHandler(`thrown__${frame.number}`);
  emitTry({ ...s, finally: null }, w);
  const throws = w.popHandler();
  w.finallyFrames.pop();
  const passed = w.reachable;
  if (throws || frame.exits.length > 0) {
    w.hoist(`int exit__${frame.number} = 0;`);
    /* Once more in each turn of a loop around it; of a `try` that nothing falls out of, each way out sets the number. */
    if (passed) w.insertLine(start, `exit__${frame.number} = 0;`);
  }
  const error = throws ? emitThrown(frame, passed, w.owned.slice(ownedBefore), w) : null;
  if (frame.exits.length > 0 || (throws && passed)) w.label(`finally__${frame.number}`);
  if (!w.reachable) return w.leaveOut(body);
  emitBraced(body, w);
  if (!w.reachable && (throws || frame.exits.length > 0)) w.line(`(void)exit__${frame.number};`);
  if (w.reachable) emitExits(frame, error, passed, w);
}

/** An error is kept aside while the `finally` runs. */
function emitThrown(frame: FinallyFrame, passed: boolean, owned: readonly string[], w: FunctionWriter): string {
  const error = w.unique("error");
  w.own(error, `${declared(anyObject, error)} = NULL;`);
  if (passed) w.line(`goto finally__${frame.number};`);
  w.label(`thrown__${frame.number}`);
  w.releaseAll(owned);
  w.line(`${error} = rt_catch();`);
  w.line(`exit__${frame.number} = 1;`);
  return error;
}

/** Where to go on, by number; the last one needs no test when nothing falls out of the `try`. */
function emitExits(frame: FinallyFrame, error: string | null, passed: boolean, w: FunctionWriter): void {
  const ways: { readonly number: number; readonly go: () => void }[] = frame.exits.map((jump, i) => ({
    number: i + 2,
    go: () => emitJump(jump, w),
  }));
  if (error !== null) ways.unshift({ number: 1, go: () => rethrow(error, w) });
  if (ways.length === 1 && !passed) w.line(`(void)exit__${frame.number};`);
  ways.forEach(({ number, go }, i) => {
    w.reachable = true;
    if (!passed && i === ways.length - 1) return go();
    w.open(`if (exit__${frame.number} == ${number}) {`);
    go();
    w.close("}");
  });
  w.reachable = passed;
}

function rethrow(error: string, w: FunctionWriter): void {
  w.line(`rt_throw(${error});`);
  w.line(`${error} = NULL;`);
  w.line(w.throwText());
}
