/** Operations: calls and allocations. */
import type { HirFunction, HirType, Operation } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { operationInputs } from "../hir/walk.js";
import { emitArguments, emitUnkept, type Arguments } from "./arguments.js";
import { emitBuiltin } from "./builtins.js";
import { emitCell, emitClosure } from "./closures.js";
import { emitBox } from "./mixed.js";
import { cIdentifier } from "./names.js";
import { emitAs } from "./expressions.js";
import { throwOutOfMemoryIf, type OperationCode } from "./results.js";
import { cType, elementOf, pointerTo, declared } from "./types.js";
import type { FunctionWriter } from "./writer.js";

type OperationOf<K extends Operation["kind"]> = Extract<Operation, { kind: K }>;

/** An operation ready to be stored, and the temporaries to release afterwards. */
export interface PreparedOperation {
  readonly code: OperationCode;
  readonly temporaries: readonly string[];
}

/** Writes what has to stand before the operation. */
export function prepareOperation(op: Operation, w: FunctionWriter): PreparedOperation {
  switch (op.kind) {
    case "call":
      return prepareCall(op.function, op.arguments, w);
    case "callVirtual":
    case "callInterface":
      return prepareDynamicCall(op, w);
    case "callClosure":
      return prepareClosureCall(op, w);
    case "callNative":
      return prepareNativeCall(op, w);
    case "new":
      return prepareNew(op, w);
    case "record":
      return without(emitRecord(op, w));
    case "arrayLiteral":
      return without(emitArrayLiteral(op, w));
    case "closure":
      return without(emitClosure(op, w));
    case "newCell":
      return without(emitCell(op, w));
    case "box":
      return without(emitBox(op, w));
    case "builtin":
      return emitBuiltin(op, w);
  }
}

/** The function that the call reaches, where there is only one. */
function calleeOf(op: Operation, w: FunctionWriter): HirFunction | null {
  if (op.kind === "call") return op.function;
  if (op.kind !== "callVirtual" && op.kind !== "callInterface") return null;
  const owner = op.kind === "callVirtual" ? op.class : op.interface;
  const target = w.program.dispatch.resolve({ owner, method: op.method, viaInterface: op.kind === "callInterface" });
  return target === null || "slot" in target ? null : target;
}

/** The result is lent by something that stays alive and unchanged as long as the block. */
export function isLentForBlock(op: Operation, w: FunctionWriter): boolean {
  const callee = calleeOf(op, w);
  if (callee === null || !w.program.lends(callee) || w.program.stability.changesStablePlaces(w.source)) return false;
  return operationInputs(op).every((input) => !isCounted(input.type) || w.program.stability.isStable(input, w.source));
}

function without(code: OperationCode): PreparedOperation {
  return { code, temporaries: [] };
}

/** The call of something that follows our convention. */
function callCode(
  callee: string,
  args: readonly string[],
  result: HirType,
  convention: { readonly status: boolean; readonly fails: boolean },
): OperationCode {
  const invoke = (...more: readonly string[]): string => `${callee}(${[...args, ...more].join(", ")})`;
  if (!convention.status) return { how: "value", type: result, text: invoke() };
  return { how: "status", type: result, fails: convention.fails, text: (address) => (address === null ? invoke() : invoke(address)) };
}

function prepareCall(f: HirFunction, values: OperationOf<"call">["arguments"], w: FunctionWriter): PreparedOperation {
  const types = f.parameters.map((p) => p.type);
  const { texts, temporaries } = emitArguments(values, types, w, f);
  const code = callCode(f.id, texts, f.result, { status: f.mayThrow, fails: f.mayThrow });
  return { code: code.how === "value" && w.program.lends(f) ? { ...code, lent: true } : code, temporaries };
}

function prepareDynamicCall(op: OperationOf<"callVirtual" | "callInterface">, w: FunctionWriter): PreparedOperation {
  const owner = op.kind === "callVirtual" ? op.class : op.interface;
  const target = w.program.dispatch.resolve({ owner, method: op.method, viaInterface: op.kind === "callInterface" });
  const all = [op.receiver, ...op.arguments];
  if (target === null) return prepareImpossibleCall(op, w);
  if (!("slot" in target)) return prepareCall(target, all, w);
  const receiver: HirType = { kind: "interface", interface: "" };
  const { texts, temporaries } = emitArguments(all, [receiver, ...target.signature.parameters], w);
  const convention = { status: target.mayThrow, fails: target.mayThrow };
  return { code: callCode(target.caller, texts, target.signature.result, convention), temporaries };
}

/** Nothing is ever made that could answer. */
function prepareImpossibleCall(op: OperationOf<"callVirtual" | "callInterface">, w: FunctionWriter): PreparedOperation {
  const write = (): void => w.line(`rt_trap(${w.place(op.at)}, "no class has the method");`);
  if (op.type.kind !== "void") return without({ how: "steps", type: op.type, write });
  return without({ how: "value", type: op.type, text: `rt_trap(${w.place(op.at)}, "no class has the method")` });
}

function prepareClosureCall(op: OperationOf<"callClosure">, w: FunctionWriter): PreparedOperation {
  const type = op.closure.type.kind === "optional" ? op.closure.type.of : op.closure.type;
  if (type.kind !== "closure") throw new Error(`${w.source.name}: a call of what is no function`);
  const args = emitArguments([op.closure, ...op.arguments], [type, ...type.parameters], w);
  const closure = namedClosure(args, w);
  const out = type.result.kind === "void" ? [] : [pointerTo(type.result, "").trim()];
  const code = `((bool (*)(${["struct rt_closure *", ...type.parameters.map(cType), ...out].join(", ")}))${closure}->code)`;
  const texts = [closure, ...args.texts.slice(1)];
  return {
    code: callCode(code, texts, type.result, { status: true, fails: w.program.closureMayThrow(op) }),
    temporaries: args.temporaries,
  };
}

/** The closure is named twice in its call. */
function namedClosure(args: Arguments, w: FunctionWriter): string {
  const text = args.texts[0] ?? "";
  if (/^\w+$/.test(text)) return text;
  const name = w.unique("callee");
  w.line(`struct rt_closure *${name} = ${text};`);
  return name;
}

function prepareNativeCall(op: OperationOf<"callNative">, w: FunctionWriter): PreparedOperation {
  const { texts, temporaries } = emitArguments(op.arguments, op.native.struct === null ? op.native.parameters : [], w, "c");
  const [self, ...rest] = texts;
  const args = op.native.struct === null || self === undefined ? texts : [nativePart(op.native.struct, self), ...rest];
  const text = `${op.native.name}(${args.join(", ")})`;
  const { result } = op.native;
  if (!isCounted(result) || result.kind === "optional") return { code: { how: "value", type: result, text }, temporaries };
  const write = (variable: string): void => {
    w.line(`${variable} = ${text};`);
    throwOutOfMemoryIf(`${variable} == NULL`, w);
  };
  return { code: { how: "steps", type: result, write }, temporaries };
}

function nativePart(id: string, object: string): string {
  return `&((struct ${id} *)${/^\w+$/.test(object) ? object : `(${object})`})->native`;
}

function prepareNew(op: OperationOf<"new">, w: FunctionWriter): PreparedOperation {
  const type: HirType = { kind: "object", class: op.class };
  const nativeBase = w.program.index.lineage(op.class).find((c) => c.nativeStruct !== null);
  if (nativeBase !== undefined) return prepareNewNative(op, nativeBase.nativeStruct ?? "", w);
  const types = op.constructor_ === null ? [] : op.constructor_.parameters.slice(1).map((p) => p.type);
  const { texts, temporaries } = emitArguments(op.arguments, types, w);
  const write = (variable: string): void => {
    w.line(`${variable} = ${w.program.allocation(op.class)};`);
    w.throwIf(`${variable} == NULL`);
    if (op.constructor_ !== null) runConstructor(op.constructor_, variable, texts, type, w);
  };
  return { code: { how: "steps", type, write }, temporaries };
}

function runConstructor(f: HirFunction, variable: string, texts: readonly string[], type: HirType, w: FunctionWriter): void {
  const self = f.parameters[0];
  const cast = self === undefined || cType(self.type) === cType(type) ? variable : `(${cType(self.type)})${variable}`;
  const invoke = `${f.id}(${[cast, ...texts].join(", ")})`;
  if (f.mayThrow) w.throwIf(`!${invoke}`);
  else w.line(`${invoke};`);
}

/** The object gets its class, and with it the duty to end the C struct, only when that has been set up. */
function prepareNewNative(op: OperationOf<"new">, struct: string, w: FunctionWriter): PreparedOperation {
  const { texts, temporaries } = emitArguments(op.arguments, [], w);
  const write = (variable: string): void => {
    w.line(`${variable} = rt_new(&${op.class}__unset_class);`);
    w.throwIf(`${variable} == NULL`);
    throwOutOfMemoryIf(`!${struct}_init(${[`&${variable}->native`, ...texts].join(", ")})`, w);
    w.line(`${variable}->object.class = &${op.class}__class;`);
  };
  return { code: { how: "steps", type: { kind: "object", class: op.class }, write }, temporaries };
}

function emitRecord(op: OperationOf<"record">, w: FunctionWriter): OperationCode {
  const fields = [...w.program.index.lineage(op.class)].reverse().flatMap((owner) => owner.fields.map((field) => ({ owner, field })));
  const write = (variable: string): void => {
    w.line(`${variable} = RT_NEW(${op.class});`);
    w.throwIf(`${variable} == NULL`);
    fields.forEach(({ owner, field }, i) => {
      const value = op.fields[i];
      if (value === undefined) throw new Error(`a record ${op.class} lacks ${field.name}`);
      const text = emitAs(value, field.type, w).text;
      const object = owner.id === op.class ? variable : `((struct ${owner.id} *)${variable})`;
      w.line(`${object}->${cIdentifier(field.name)} = ${isCounted(field.type) && !field.unowned ? `rt_retain(${text})` : text};`);
    });
  };
  return { how: "steps", type: { kind: "object", class: op.class }, write };
}

/** Above so many constants, the elements stand in read-only data and not on the stack. */
const staticFrom = 8;

function emitArrayLiteral(op: OperationOf<"arrayLiteral">, w: FunctionWriter): OperationCode {
  if (op.type.kind !== "array") throw new Error("an array literal of another type");
  const { element } = op.type;
  if (op.elements.length === 0) return { how: "nullable", type: op.type, text: `rt_array_new(${elementOf(element)})` };
  const values = emitUnkept(
    op.elements,
    op.elements.map(() => element),
    w,
  ).texts.join(", ");
  const count = op.elements.length;
  if (count >= staticFrom && op.elements.every((e) => e.kind === "integer" || e.kind === "float")) {
    const name = w.unique("elements");
    w.line(`static const ${declared(element, name)}[] = { ${values} };`);
    return { how: "nullable", type: op.type, text: `rt_array_of(${elementOf(element)}, ${count}, ${name})` };
  }
  return { how: "nullable", type: op.type, text: `rt_array_of(${elementOf(element)}, ${count}, (${cType(element)}[]){ ${values} })` };
}
