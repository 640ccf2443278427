/** `object.name`: fields, accessors, lengths, constants, statics. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { ClassId, HirType } from "../../hir/types.js";
import { findField, findMethod, type InterfaceInfo } from "../classes/class-info.js";
import { findInterfaceMember } from "../classes/interfaces.js";
import { privateName } from "../classes/private-names.js";
import { readStaticAccessor, staticMethod } from "../classes/static-members.js";
import { callTarget } from "../calls/call-target.js";
import { lowerSuperAccessor } from "../calls/super.js";
import type { FunctionContext } from "../function-context.js";
import { lowerFirstEntry } from "../library/first-entry.js";
import { readBytesMember } from "../library/typed-arrays.js";
import { namespaceConstant, namespaceOf } from "../library/namespaces.js";
import { staticFieldOf } from "../modules/globals.js";
import { functionValue } from "../functions/function-values.js";
import { methodValue } from "../functions/method-values.js";
import { Consequence, refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { isTupleRecord } from "../classes/records.js";
import { numberType, sameType, typeText } from "../types/hir-types.js";
import { cast, conditional, instanceOf, integer, length } from "../values/build.js";
import { constantExpression, constantOf, enumValue, tableEntry } from "../values/constants.js";
import { numberConstant, writtenNumber } from "../values/doubles.js";
import { byMember } from "../values/mixed.js";
import { narrowed } from "../values/narrow.js";
import { keep, keepUnlessStable, settle } from "../values/temporaries.js";
import { lowerExpression } from "./lower-expression.js";
import { lowerIdentifier, namespaceMember } from "./identifier.js";
import { lowerOptionalChain } from "./optional-chain.js";

export function lowerPropertyAccess(
  node: ts.PropertyAccessExpression,
  to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Value {
  if (ts.isOptionalChain(node)) return lowerOptionalChain(node, to, context);
  const constant = constantOf(node, context.checker);
  const value = constant === null ? null : constantExpression(constant, context.place(node));
  if (value !== null) return value;
  const member = namespaceMember(node, context);
  if (member !== null) return lowerIdentifier(member, to, context, null);
  const namespace = namespaceOf(node.expression, context);
  if (namespace !== null) return namespaceConstant(namespace, node.name.text, node, to, context);
  const double = tableDouble(node, context);
  if (double !== null) return double;
  const field = staticField(node, context);
  if (field !== null) return field;
  const accessor = readStaticAccessor(node, context);
  if (accessor !== null) return accessor;
  const method = staticMethod(node, context);
  if (method !== null) return functionValue(method, node, to, context, expected);
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return lowerSuperAccessor(node.name.text, node, to, context);
  const first = lowerFirstEntry(node, to, context);
  if (first !== null) return first;
  const receiver = lowerExpression(node.expression, to, context);
  return narrowed(readProperty(receiver, memberName(node.name, context), node, to, context), node, false, context);
}

/** A number with a fraction of an enum or in a table of constants: it is written where it is named. */
function tableDouble(node: ts.PropertyAccessExpression, context: FunctionContext): Expression | null {
  if (!context.compilation.hasDoubles(node)) return null;
  const member = enumValue(node, context.checker);
  if (typeof member === "number") return numberConstant(member, context.place(node));
  const entry = tableEntry(node, context.checker);
  const number = entry === null ? null : writtenNumber(entry);
  return number === null ? null : numberConstant(number, context.place(node));
}

/** `#x` gets a name that C can have. */
export function memberName(name: ts.MemberName, { compilation }: FunctionContext): string {
  return ts.isPrivateIdentifier(name) ? privateName(name, compilation) : name.text;
}

function staticField(node: ts.PropertyAccessExpression, context: FunctionContext): Expression | null {
  const global = staticGlobal(node, context);
  if (global === null) return null;
  const value: Expression = { kind: "global", global, type: global.type, at: context.place(node) };
  return narrowed(value, node, !global.mutable, context);
}

/** The variable behind `Class.field`. */
export function staticGlobal(node: ts.PropertyAccessExpression, context: FunctionContext) {
  const symbol = context.checker.getSymbolAtLocation(node.name);
  const declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined || !ts.isPropertyDeclaration(declaration)) return null;
  if ((ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Static) === 0) return null;
  return staticFieldOf(symbol, declaration, context.compilation);
}

/** The value of member `name`, without tsc's narrowing. */
export function readProperty(receiver: Expression, name: string, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const { type } = receiver;
  switch (type.kind) {
    case "object":
      return readMember(receiver, type.class, name, node, to, context);
    case "interface":
      return readInterface(receiver, type.interface, name, node, to, context);
    case "union":
      return readUnion(receiver, type.classes, name, node, to, context);
    case "mixed":
      return readMixed(receiver, name, node, to, context);
    case "optional":
      return refuse(node, "maybe-null", { value: node.getText() });
    case "bytes":
      return readBytesMember(receiver, type, name, node, to, context);
    default:
      return readLength(receiver, name, node);
  }
}

/** A member that all kinds of values have. */
function readMixed(receiver: Expression, name: string, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const type = typeAt(node, context);
  return byMember(receiver, type, node, to, context, (member, block) => readProperty(member, name, node, block, context));
}

/** `length`, `size`; any other name is refused. */
export function readLength(receiver: Expression, name: string, node: ts.Node): Expression {
  const { kind } = receiver.type;
  const hasLength = kind === "string" || kind === "array" || kind === "bytes";
  const hasSize = kind === "map" || kind === "set";
  if ((hasLength && name === "length") || (hasSize && name === "size")) return length(receiver);
  return refuse(node, "library-member", { member: name, type: typeText(receiver.type) });
}

function readMember(receiver: Expression, id: ClassId, name: string, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const info = context.compilation.classesById.get(id);
  if (info === undefined) return refuse(node, "member-unknown", { member: name, type: id });
  const at = context.place(node);
  const field = findField(info, name);
  if (field !== null) {
    const read: Expression = { kind: "field", object: receiver, class: field.owner.hir.id, field: name, type: field.field.type, at };
    /* Read once: an expression may be evaluated twice, and another task may store in between. */
    return field.field.sharing?.atomic === true ? keep(read, to, context) : read;
  }
  const getter = findMethod(info, `get ${name}`);
  if (getter !== null) {
    const { slot, signature, target } = getter.method;
    const base = { type: signature.result, at };
    const call: Value =
      slot === null
        ? callTarget(target, [cast(receiver, { kind: "object", class: getter.owner.hir.id }, false)], base.type, at)
        : { kind: "callVirtual", class: slot, method: getter.method.name, receiver, arguments: [], ...base };
    return settle(call, to, context);
  }
  if (name === "length" && isTupleRecord(info)) return integer(BigInt(info.hir.fields.length), numberType, at);
  if (findMethod(info, name) !== null) return settle(methodValue(receiver, node, to, context), to, context);
  if (info.genericMethods.has(name)) return refuse(node, "method-as-value", { method: node.getText() });
  if (info.hir.nativeStruct !== null) return refuse(node, "native-field", { member: name, type: info.hir.name });
  if (context.compilation.diagnostics.length > 0) throw new Consequence();
  return refuse(node, "member-unknown", { member: name, type: info.hir.name });
}

function readInterface(receiver: Expression, id: ClassId, name: string, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const info = context.compilation.interfacesById.get(id);
  if (info === undefined) return refuse(node, "member-unknown", { member: name, type: id });
  const at = context.place(node);
  const member = findInterfaceMember(info, name, context.compilation);
  if (member?.kind === "field")
    return { kind: "interfaceField", object: receiver, interface: member.owner.hir.id, field: name, type: member.field.type, at };
  if (member?.kind === "method") return refuse(node, "method-as-value", { method: node.getText() });
  const getter = findInterfaceMember(info, `get ${name}`, context.compilation);
  if (getter?.kind !== "method") return refuseInterfaceMember(info, name, node);
  const { result } = getter.signature;
  return settle(
    { kind: "callInterface", interface: getter.owner.hir.id, method: `get ${name}`, receiver, arguments: [], type: result, at },
    to,
    context,
  );
}

export function refuseInterfaceMember(info: InterfaceInfo, name: string, node: ts.Node): never {
  if (info.optionalMethods.has(name)) refuse(node, "optional-method", { name });
  return refuse(node, "member-unknown", { member: name, type: info.hir.name });
}

/** A test of the class for each member but the last. */
function readUnion(
  receiver: Expression,
  classes: readonly ClassId[],
  name: string,
  node: ts.Node,
  to: Block,
  context: FunctionContext,
): Expression {
  const self = keepUnlessStable(receiver, to, context);
  const values = classes.map((id) => ({ id, value: fieldOfUnion(self, id, name, node, context) }));
  const last = values.at(-1);
  if (last === undefined || values.some(({ value }) => !sameType(value.type, last.value.type))) {
    return refuse(node, "union-member", { member: name, types: values.map(({ value }) => typeText(value.type)).join(", ") });
  }
  return values.slice(0, -1).reduceRight((otherwise, { id, value }) => conditional(instanceOf(self, id), value, otherwise), last.value);
}

function fieldOfUnion(self: Expression, id: ClassId, name: string, node: ts.Node, context: FunctionContext): Expression {
  const info = context.compilation.classesById.get(id);
  const found = info === undefined ? null : findField(info, name);
  if (found === null) return refuse(node, "union-accessor", { member: name });
  const object = cast(self, { kind: "object", class: id }, false);
  return { kind: "field", object, class: found.owner.hir.id, field: name, type: found.field.type, at: context.place(node) };
}
