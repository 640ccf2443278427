/** The intermediate form as text, for people who look for a bug in it. */
import type { Block, Expression, HirClass, HirFunction, HirProgram, Local, Operation, Statement, Target, Value } from "./nodes.js";
import { hirTypeText } from "./type-text.js";
import { isOperation } from "./walk.js";

export function printProgram(program: HirProgram): string {
  return program.modules
    .map((m) => {
      const globals = m.globals.map((g) => `global ${g.id}: ${hirTypeText(g.type)}\n`);
      return [`module ${m.name}\n`, ...globals, ...m.classes.map(printClass), ...[...m.functions, m.initialise].map(printFunction)].join(
        "\n",
      );
    })
    .join("\n");
}

function printClass(c: HirClass): string {
  const fields = c.fields.map((f) => `  ${f.unowned ? "unowned " : ""}${f.readonly ? "readonly " : ""}${f.name}: ${hirTypeText(f.type)}\n`);
  const methods = [...c.methods].map(([name, f]) => `  ${name} = ${f.id}\n`);
  return `class ${c.id}${c.base === null ? "" : ` extends ${c.base}`}\n${[...fields, ...methods].join("")}`;
}

function printFunction(f: HirFunction): string {
  const list = (locals: readonly Local[]): string => locals.map((local) => `${name(local)}: ${hirTypeText(local.type)}`).join(", ");
  const captures = f.captures.length === 0 ? "" : ` captures (${list(f.captures)})`;
  const head = `function ${f.id}(${list(f.parameters)}): ${hirTypeText(f.result)}${captures}${f.mayThrow ? " throws" : ""}`;
  return `${head}\n${printBlock(f.body, 1)}`;
}

function name(local: Local): string {
  return `${local.name}%${local.id}`;
}

function printBlock(block: Block, depth: number): string {
  return block.map((s) => printStatement(s, depth)).join("");
}

function printStatement(s: Statement, depth: number): string {
  const line = (text: string): string => `${"  ".repeat(depth)}${text}\n`;
  const inner = (title: string, block: Block): string => `${line(title)}${printBlock(block, depth + 1)}`;
  switch (s.kind) {
    case "let":
      return line(`let ${name(s.local)}: ${hirTypeText(s.local.type)}${s.value === null ? "" : ` = ${printValue(s.value)}`}`);
    case "assign":
      return line(`${printTarget(s.target)} = ${printValue(s.value)}`);
    case "do":
      return line(printValue(s.value));
    case "block":
      return inner(`block ${s.label ?? ""}`, s.body);
    case "if":
      return `${inner(`if ${printExpression(s.test)}`, s.then)}${s.else === null ? "" : inner("else", s.else)}`;
    case "loop":
      return `${inner(`loop ${s.label} while ${printExpression(s.test)}`, s.body)}${inner("update", s.update)}`;
    case "switch":
      return [
        line(`switch ${s.label} ${printExpression(s.value)}`),
        ...s.cases.map((c) => inner(`case ${c.values.join(", ")}`, c.body)),
        inner("otherwise", s.otherwise),
      ].join("");
    case "break":
    case "continue":
      return line(`${s.kind} ${s.label}`);
    case "return":
      return line(`return${s.value === null ? "" : ` ${printValue(s.value)}`}`);
    case "throw":
      return line(`throw ${printExpression(s.value)}`);
    case "try":
      return [
        inner("try", s.body),
        s.catch === null ? "" : inner(`catch ${name(s.catch.error)}`, s.catch.body),
        s.finally === null ? "" : inner("finally", s.finally),
      ].join("");
    case "unreachable":
      return line(`unreachable ${JSON.stringify(s.reason)}`);
  }
}

function printTarget(target: Target): string {
  switch (target.kind) {
    case "local":
      return name(target.local);
    case "global":
      return target.global.id;
    case "field":
      return `${printExpression(target.object)}.${target.class}::${target.field}`;
    case "interfaceField":
      return `${printExpression(target.object)}.${target.interface}::${target.field}`;
    case "index":
      return `${printExpression(target.of)}[${printExpression(target.index)}]`;
    case "cell":
      return `*${printExpression(target.cell)}`;
  }
}

function printValue(value: Value): string {
  return isOperation(value) ? printOperation(value) : printExpression(value);
}

function printList(values: readonly Expression[]): string {
  return `(${values.map(printExpression).join(", ")})`;
}

function printOperation(op: Operation): string {
  switch (op.kind) {
    case "call":
      return `call ${op.function.id}${printList(op.arguments)}`;
    case "callVirtual":
      return `virtual ${printExpression(op.receiver)}.${op.class}::${op.method}${printList(op.arguments)}`;
    case "callInterface":
      return `interface ${printExpression(op.receiver)}.${op.interface}::${op.method}${printList(op.arguments)}`;
    case "callClosure":
      return `closure ${printExpression(op.closure)}${printList(op.arguments)}`;
    case "callNative":
      return `native ${op.native.name}${printList(op.arguments)}`;
    case "new":
      return `new ${op.class}${printList(op.arguments)}${op.constructor_ === null ? "" : ` by ${op.constructor_.id}`}`;
    case "record":
      return `record ${op.class}${printList(op.fields)}`;
    case "arrayLiteral":
      return `array ${hirTypeText(op.type)}${printList(op.elements)}`;
    case "closure":
      return `function ${op.function.id} with ${printList(op.captures)}`;
    case "newCell":
      return `cell(${printExpression(op.value)})`;
    case "box":
      return `box(${printExpression(op.value)})`;
    case "builtin":
      return `${op.name}${printList(op.arguments)}`;
  }
}

function printExpression(e: Expression): string {
  switch (e.kind) {
    case "integer":
      return `${e.value}:${hirTypeText(e.type)}`;
    case "float":
      return Object.is(e.value, -0) ? "-0:f64" : `${e.value}:f64`;
    case "boolean":
      return String(e.value);
    case "string":
      return JSON.stringify(e.value);
    case "null":
      return "null";
    case "local":
      return name(e.local);
    case "global":
      return e.global.id;
    case "field":
      return `${printExpression(e.object)}.${e.class}::${e.field}`;
    case "interfaceField":
      return `${printExpression(e.object)}.${e.interface}::${e.field}`;
    case "index":
      return `${printExpression(e.of)}[${printExpression(e.index)}]`;
    case "length":
      return `length(${printExpression(e.of)})`;
    case "cellGet":
      return `*${printExpression(e.cell)}`;
    case "arithmetic":
      return `(${printExpression(e.left)} ${e.op}${e.wrap ? "wrap" : ""} ${printExpression(e.right)})`;
    case "compare":
      return `(${printExpression(e.left)} ${e.op} ${printExpression(e.right)})`;
    case "and":
      return `(${printExpression(e.left)} && ${printExpression(e.right)})`;
    case "or":
      return `(${printExpression(e.left)} || ${printExpression(e.right)})`;
    case "conditional":
      return `(${printExpression(e.test)} ? ${printExpression(e.then)} : ${printExpression(e.else)})`;
    case "convert":
      return `${e.mode} ${hirTypeText(e.type)}(${printExpression(e.value)})`;
    case "unwrap":
      return `unwrap${e.checked ? "!" : ""}(${printExpression(e.value)})`;
    case "cast":
      return `${e.checked ? "checked " : ""}cast ${hirTypeText(e.type)}(${printExpression(e.value)})`;
    case "instanceOf":
      return `(${printExpression(e.value)} instanceof ${e.class})`;
    case "math":
      return `Math.${e.function}${printList(e.arguments)}`;
    case "isMember":
      return `(${printExpression(e.value)} is ${e.member === "null" ? "null" : hirTypeText(e.member)})`;
    case "unbox":
      return `unbox ${hirTypeText(e.type)}(${printExpression(e.value)})`;
    case "safe":
    case "counted":
    case "not":
    case "wrap":
    case "isNull":
      return `${e.kind}(${printExpression(e.value)})`;
    case "functionValue":
      return `function ${e.function.id}`;
  }
}
