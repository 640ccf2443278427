/** `table[key]` where the key is one of a few known ones: a field of a record, an entry of a table of constants. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { literalValues } from "../classes/fields.js";
import { findField, type LiteralValue } from "../classes/class-info.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { isNarrow, sameType, typeText } from "../types/hir-types.js";
import { assignLocal, compare, conditional, ifStatement, integer, letStatement, local, text } from "../values/build.js";
import { coerce, convertTo } from "../values/coerce.js";
import { constantExpression, constantOf, constantTable } from "../values/constants.js";
import { keepUnlessStable, resultLocal } from "../values/temporaries.js";
import type { BoundReference, Reference } from "./references.js";
import { lowerExpression } from "./lower-expression.js";
import { readProperty } from "./property-access.js";
import { symbolOf } from "./identifier.js";

/** The keys that tsc says it can be; refused where they are not known. */
function keysOf(node: ts.Expression, context: FunctionContext): readonly LiteralValue[] {
  const { checker } = context;
  const type = checker.getTypeAtLocation(node);
  const constraint = checker.getBaseConstraintOfType(type) ?? type;
  return literalValues(constraint, checker) ?? refuse(node, "key-unknown", { key: node.getText() });
}

/** The value for each key, chosen by comparison; the last one needs none. */
function choice(key: Expression, keys: readonly LiteralValue[], valueOf: (name: string) => Expression): Expression {
  const values = keys.map((literal) => ({ test: equals(key, literal), value: valueOf(`${literal}`) }));
  const last = values.at(-1)?.value ?? key;
  return values.slice(0, -1).reduceRight((otherwise, { test, value }) => conditional(test, value, otherwise), last);
}

function equals(key: Expression, literal: LiteralValue): Expression {
  if (typeof literal === "string") return compare("===", key, text(literal, key.at));
  return compare("===", key, convertTo(integer(BigInt(literal), key.type, key.at), key.type));
}

/** `record[key]` */
export function readKeyed(of: Expression, node: ts.ElementAccessExpression, to: Block, context: FunctionContext): Expression {
  const keys = keysOf(node.argumentExpression, context);
  const key = keepUnlessStable(lowerExpression(node.argumentExpression, to, context), to, context);
  if (key.type.kind !== "string" && !isNarrow(key.type)) return refuse(node.argumentExpression, "index-type", { type: typeText(key.type) });
  const [first, ...others] = keys.map((literal) => readProperty(of, `${literal}`, node, to, context));
  if (first !== undefined && others.every((other) => sameType(other.type, first.type)))
    return choice(key, keys, (name) => readProperty(of, name, node, to, context));
  return choiceOfKinds(key, keys, typeAt(node, context), node, to, context, (name, block) => readProperty(of, name, node, block, context));
}

/** Fields of different types become one mixed value. */
function choiceOfKinds(
  key: Expression,
  keys: readonly LiteralValue[],
  type: HirType,
  node: ts.Node,
  to: Block,
  context: FunctionContext,
  valueOf: (name: string, block: Block) => Expression,
): Expression {
  const result = resultLocal(type, context);
  to.push(letStatement(result, null, key.at));
  let block = to;
  keys.forEach((literal, n) => {
    const branch: Block = [];
    branch.push(assignLocal(result, coerce(valueOf(`${literal}`, branch), type, node, branch, context)));
    if (n === keys.length - 1) return void block.push(...branch);
    const next: Block = [];
    block.push(ifStatement(equals(key, literal), branch, next));
    block = next;
  });
  return local(result, key.at);
}

/** `table[key]` of a `const table = { … } as const`; null for anything else. */
export function readTable(node: ts.ElementAccessExpression, to: Block, context: FunctionContext): Expression | null {
  if (!ts.isIdentifier(node.expression)) return null;
  const table = constantTable(symbolOf(node.expression, context));
  if (table === null || !ts.isObjectLiteralExpression(table)) return null;
  const keys = keysOf(node.argumentExpression, context);
  const key = keepUnlessStable(lowerExpression(node.argumentExpression, to, context), to, context);
  return choiceOfKinds(key, keys, typeAt(node, context), node, to, context, (name) => tableValue(table, name, node, context));
}

function tableValue(table: ts.ObjectLiteralExpression, name: string, node: ts.Node, context: FunctionContext): Expression {
  const property = table.properties.find((candidate) => candidate.name?.getText().replace(/^["']|["']$/g, "") === name);
  const constant = property !== undefined && ts.isPropertyAssignment(property) ? constantOf(property.initializer, context.checker) : null;
  const value = constant === null ? null : constantExpression(constant, context.place(node));
  return value ?? refuse(node, "table-as-value", { name: node.getText() });
}

/** `record[key] = value` */
export function keyedReference(of: Expression, node: ts.ElementAccessExpression, to: Block, context: FunctionContext): Reference {
  const keys = keysOf(node.argumentExpression, context);
  const key = keepUnlessStable(lowerExpression(node.argumentExpression, to, context), to, context);
  const info = of.type.kind === "object" ? context.compilation.classesById.get(of.type.class) : undefined;
  const fields = keys.map((literal) => (info === undefined ? null : findField(info, `${literal}`)));
  const type = fields[0]?.field.type;
  if (type === undefined || fields.some((found) => found === null || !sameType(found.field.type, type)))
    return refuse(node, "key-unknown", { key: node.argumentExpression.getText() });
  for (const found of fields) if (found !== null) context.compilation.shown.noteSet(found.owner, found.field.name, true);
  const bind = (object: Expression): BoundReference => ({
    type,
    read: (block) => choice(key, keys, (name) => readProperty(object, name, node, block, context)),
    write: (value, block) => {
      const kept = "name" in value || value.kind !== "local" ? keepValue(value, block, context) : value;
      keys.forEach((literal, n) => {
        const owner = fields[n]?.owner.hir.id ?? "";
        const target = { kind: "field", object, class: owner, field: `${literal}` } as const;
        block.push(ifStatement(equals(key, literal), [{ kind: "assign", target, value: kept, at: kept.at }]));
      });
    },
  });
  return { type, operands: [of], bind: ([object = of]) => bind(object) };
}

function keepValue(value: Parameters<BoundReference["write"]>[0], block: Block, context: FunctionContext): Expression {
  const kept = context.newLocal("t", value.type);
  block.push(letStatement(kept, value, value.at));
  return local(kept, value.at);
}
