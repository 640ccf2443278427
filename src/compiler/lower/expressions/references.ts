/** What can be assigned: variables, fields, accessors, elements. */
import * as ts from "typescript";
import type { Block, Expression, Local, Place, Target, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { isOperation } from "../../hir/walk.js";
import { callTarget } from "../calls/call-target.js";
import { findField, findMethod } from "../classes/class-info.js";
import { findInterfaceMember } from "../classes/interfaces.js";
import { staticSetter, type StaticSetter } from "../classes/static-members.js";
import type { FunctionContext } from "../function-context.js";
import { isModuleLevel } from "../functions/analysis.js";
import { globalOf } from "../modules/globals.js";
import { assignedType, storedElement } from "../library/typed-arrays.js";
import { Consequence, refuse } from "../refusal.js";
import { numberType, typeText, voidType } from "../types/hir-types.js";
import { fits, type Interval } from "../types/ranges.js";
import { assign, builtin, cast, compare, ifStatement, index, length, local } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { missingOf } from "../values/nullish.js";
import { counterRangeOf, intervalOf } from "../values/intervals.js";
import { keep, keepUnlessStable, settle } from "../values/temporaries.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { elementType, lowerOperands } from "./element-access.js";
import { namespaceMember, symbolOf } from "./identifier.js";
import { isTupleRecord } from "../classes/records.js";
import { keyedReference } from "./keyed.js";
import { lowerAs, lowerExpression } from "./lower-expression.js";
import { memberName, readProperty, staticGlobal } from "./property-access.js";
import { constantOf } from "../values/constants.js";

/** A place whose object and index are evaluated, but may still have to be kept. */
export interface Reference {
  readonly type: HirType;
  readonly operands: readonly Expression[];
  /** @param operands those of the reference, kept where something may change them meanwhile */
  bind(operands: readonly Expression[]): BoundReference;
}

/** A place that can be read, and written then: its operands stay what they are. */
export interface BoundReference {
  readonly type: HirType;
  read(to: Block): Expression;
  /** `value` has the reference's type. */
  write(value: Value, to: Block): void;
}

/** Evaluates object and index; the place itself is not yet read. */
export function resolveReference(node: ts.Expression, to: Block, context: FunctionContext): Reference {
  const bare = skipParentheses(node);
  if (ts.isNonNullExpression(bare)) return resolveReference(bare.expression, to, context);
  if (ts.isIdentifier(bare)) return variableReference(bare, context);
  const member = ts.isPropertyAccessExpression(bare) ? namespaceMember(bare, context) : null;
  if (member !== null) return variableReference(member, context);
  if (ts.isPropertyAccessExpression(bare)) return propertyReference(bare, to, context);
  if (ts.isElementAccessExpression(bare)) return elementReference(bare, to, context);
  return refuse(node, "assignment-target");
}

/** A place without operands. */
function fixed(type: HirType, target: Target, value: Expression): Reference {
  const bound: BoundReference = { type, read: () => value, write: (written, to) => void to.push(assign(target, written)) };
  return { type, operands: [], bind: () => bound };
}

function variableReference(node: ts.Identifier, context: FunctionContext): Reference {
  const at = context.place(node);
  const symbol = symbolOf(node, context);
  const binding = context.bindings.get(symbol);
  if (binding?.kind === "local") return localReference(binding.local, at);
  if (binding?.kind === "cell") {
    const cell = local(binding.local, at);
    return fixed(binding.type, { kind: "cell", cell }, { kind: "cellGet", cell, type: binding.type, at });
  }
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !isModuleLevel(declaration)) {
    if (context.compilation.diagnostics.length > 0) throw new Consequence();
    return refuse(node, "use-before-declaration", { name: node.text });
  }
  const global = globalOf(symbol, declaration, context.compilation);
  return fixed(global.type, { kind: "global", global }, { kind: "global", global, type: global.type, at });
}

/** A counter is checked whenever it is stored, where its range does not say that it fits. */
function localReference(variable: Local, at: Place): Reference {
  const plain = fixed(variable.type, { kind: "local", local: variable }, local(variable, at));
  const range = counterRangeOf(variable);
  if (range === null) return plain;
  const bound: BoundReference = {
    type: variable.type,
    read: () => local(variable, at),
    write: (value, to) => void to.push(assign({ kind: "local", local: variable }, isOperation(value) ? value : counted(value, range))),
  };
  return { ...plain, bind: () => bound };
}

function counted(value: Expression, range: Interval): Expression {
  const have = intervalOf(value);
  return have !== null && fits(have, range) ? value : { kind: "counted", value, type: numberType, at: value.at };
}

function propertyReference(node: ts.PropertyAccessExpression, to: Block, context: FunctionContext): Reference {
  const at = context.place(node);
  const global = staticGlobal(node, context);
  if (global !== null) return fixed(global.type, { kind: "global", global }, { kind: "global", global, type: global.type, at });
  const setter = staticSetter(node, context);
  if (setter !== null) return staticReference(setter, node, context);
  const receiver = lowerExpression(node.expression, to, context);
  const name = memberName(node.name, context);
  switch (receiver.type.kind) {
    case "object":
      return memberReference(receiver, receiver.type.class, name, node, context);
    case "interface":
      return interfaceReference(receiver, receiver.type.interface, name, node, context);
    case "array":
      return name === "length" ? lengthReference(receiver, node, context) : refuse(node, "assignment-target");
    default:
      return refuse(node, "assignment-to-member", { member: name, type: typeText(receiver.type) });
  }
}

function staticReference({ type, call }: StaticSetter, node: ts.PropertyAccessExpression, context: FunctionContext): Reference {
  const bound: BoundReference = {
    type,
    read: (to) => lowerAs(node, type, to, context),
    write: (value, to) => void settle(call(settle(value, to, context)), to, context),
  };
  return { type, operands: [], bind: () => bound };
}

/** A place in an object that `bind` gets. */
function ofObject(receiver: Expression, type: HirType, bind: (object: Expression) => Omit<BoundReference, "type">): Reference {
  return { type, operands: [receiver], bind: ([object = receiver]) => ({ type, ...bind(object) }) };
}

/** Does the assignment of which `node` is the left side store an `undefined`, as far as tsc knows? */
function mayAssignUndefined(node: ts.Node, context: FunctionContext): boolean {
  const { parent } = node;
  return !ts.isBinaryExpression(parent) || parent.left !== node || missingOf(parent.right, context).undefined;
}

function memberReference(receiver: Expression, id: string, name: string, node: ts.Node, context: FunctionContext): Reference {
  const info = context.compilation.classesById.get(id);
  const found = info === undefined ? null : findField(info, name);
  if (found === null) return accessorReference(receiver, id, name, node, context);
  const { type } = found.field;
  const class_ = found.owner.hir.id;
  context.compilation.shown.noteSet(found.owner, name, mayAssignUndefined(node, context));
  return ofObject(receiver, type, (object) => ({
    read: (to) => {
      const read: Expression = { kind: "field", object, class: class_, field: name, type, at: object.at };
      return found.field.sharing?.atomic === true ? keep(read, to, context) : read;
    },
    write: (value, to) => void to.push(assign({ kind: "field", object, class: class_, field: name }, value)),
  }));
}

function accessorReference(receiver: Expression, id: string, name: string, node: ts.Node, context: FunctionContext): Reference {
  const info = context.compilation.classesById.get(id);
  const setter = info === undefined ? null : findMethod(info, `set ${name}`);
  const type = setter?.method.signature.parameters[0]?.type;
  if (setter === null || type === undefined) return refuse(node, "member-unknown", { member: name, type: id });
  const { slot, target } = setter.method;
  return ofObject(receiver, type, (object) => ({
    read: (to) => coerce(readProperty(object, name, node, to, context), type, node, to, context),
    write: (value, to) => {
      const argument = settle(value, to, context);
      const self = cast(object, { kind: "object", class: setter.owner.hir.id }, false);
      const call: Value =
        slot === null
          ? callTarget(target, [self, argument], voidType, object.at)
          : {
              kind: "callVirtual",
              class: slot,
              method: setter.method.name,
              receiver: object,
              arguments: [argument],
              type: voidType,
              at: object.at,
            };
      settle(call, to, context);
    },
  }));
}

function interfaceReference(receiver: Expression, id: string, name: string, node: ts.Node, context: FunctionContext): Reference {
  const info = context.compilation.interfacesById.get(id);
  if (info === undefined) return refuse(node, "member-unknown", { member: name, type: id });
  const member = findInterfaceMember(info, name, context.compilation);
  if (member?.kind !== "field") return interfaceSetter(receiver, id, name, node, context);
  const { type } = member.field;
  const owner = member.owner.hir.id;
  return ofObject(receiver, type, (object) => ({
    read: () => ({ kind: "interfaceField", object, interface: owner, field: name, type, at: object.at }),
    write: (value, to) => void to.push(assign({ kind: "interfaceField", object, interface: owner, field: name }, value)),
  }));
}

function interfaceSetter(receiver: Expression, id: string, name: string, node: ts.Node, context: FunctionContext): Reference {
  const info = context.compilation.interfacesById.get(id);
  const member = info === undefined ? null : findInterfaceMember(info, `set ${name}`, context.compilation);
  const type = member?.kind === "method" ? member.signature.parameters[0]?.type : undefined;
  if (member === null || type === undefined) return refuse(node, "member-unknown", { member: name, type: id });
  return ofObject(receiver, type, (object) => ({
    read: (to) => readProperty(object, name, node, to, context),
    write: (value, to) => {
      const argument = settle(value, to, context);
      const base = { type: voidType, at: object.at };
      settle(
        { kind: "callInterface", interface: member.owner.hir.id, method: `set ${name}`, receiver: object, arguments: [argument], ...base },
        to,
        context,
      );
    },
  }));
}

/** An array can be made shorter; longer, it would have holes. */
function lengthReference(receiver: Expression, node: ts.Node, context: FunctionContext): Reference {
  return ofObject(receiver, numberType, (object) => ({
    read: () => length(object),
    write: (value, to) => {
      const wanted = keepUnlessStable(settle(value, to, context), to, context);
      const reason = "an array's length can only be made smaller";
      to.push(ifStatement(compare(">", wanted, length(object)), [{ kind: "unreachable", reason, at: context.place(node) }]));
      settle(builtin("array_set_length", [object, wanted], voidType, object.at), to, context);
    },
  }));
}

function elementReference(node: ts.ElementAccessExpression, to: Block, context: FunctionContext): Reference {
  const { of, at } = lowerOperands(node, to, context);
  if (of.type.kind === "object") return tupleReference(of, of.type.class, node, to, context);
  const element = elementType(of, node);
  const isBytes = of.type.kind === "bytes" && context.compilation.hasDoubles(node);
  const type = isBytes ? assignedType(element, node, context) : element;
  return {
    type,
    operands: [of, at],
    bind: ([array = of, place = at]) => ({
      type,
      read: () => index(array, place, element),
      write: (value, block) => {
        const stored = isBytes ? storedElement(settle(value, block, context), element, node, block, context) : value;
        block.push(assign({ kind: "index", of: array, index: place }, stored));
      },
    }),
  };
}

function tupleReference(of: Expression, id: string, node: ts.ElementAccessExpression, to: Block, context: FunctionContext): Reference {
  const position = constantOf(node.argumentExpression, context.checker);
  const info = context.compilation.classesById.get(id);
  if (info !== undefined && !isTupleRecord(info)) {
    const isField = position?.kind === "string" || position?.kind === "number";
    return isField ? memberReference(of, id, `${position.value}`, node, context) : keyedReference(of, node, to, context);
  }
  if (position?.kind !== "number") return refuse(node, "tuple-index");
  return memberReference(of, id, `item${position.value}`, node, context);
}
