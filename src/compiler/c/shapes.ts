/** Descriptions of what is shown, as constants (runtime-c/show/show.h). */
import type { HirClass } from "../hir/nodes.js";
import type { Shape, ShownField } from "../hir/shapes.js";
import { cString } from "./literals.js";
import type { CModule } from "./module.js";
import { cIdentifier } from "./names.js";
import type { CProgram } from "./program.js";
import { scalarKind } from "./types.js";

/** The class's `struct rt_shown`, named as `shownName` says; nothing where no object of it is shown. */
export function shownDefinition(c: HirClass, m: CModule): readonly string[] {
  if (c.shown === null) return [];
  const { name, isTuple, fields } = c.shown;
  const list = fields.map((field) => `\t\t${fieldText(c, field, m)},`);
  return [
    ...shapeDefinitions(c, fields),
    `static const struct rt_shown ${shownName(c)} = {`,
    `\t.name = ${m.string(name)},`,
    `\t.is_tuple = ${isTuple},`,
    `\t.count = ${fields.length},`,
    ...(fields.length === 0 ? [] : ["\t.fields = (const struct rt_shown_field[]){", ...list, "\t},"]),
    "};",
    "",
  ];
}

export function shownName(c: HirClass): string {
  return `${c.id}__shown`;
}

function fieldText(c: HirClass, field: ShownField, m: CModule): string {
  const place = `offsetof(struct ${c.id}, ${pathTo(c, field, m.program)})`;
  return `{ ${m.string(field.key)}, ${place}, &${shapeName(c, c.shown?.fields.indexOf(field) ?? 0)}, ${field.late} }`;
}

/** `base.base.name` */
function pathTo(c: HirClass, field: ShownField, program: CProgram): string {
  const steps = program.index.lineage(c.id).findIndex((each) => each.id === field.owner);
  return "base.".repeat(steps) + cIdentifier(field.name);
}

function shapeName(c: HirClass, n: number): string {
  return `${c.id}__shape_${n}`;
}

function shapeDefinitions(c: HirClass, fields: readonly ShownField[]): readonly string[] {
  return fields.map((field, n) => `static const struct rt_shape ${shapeName(c, n)} = ${shapeText(field.shape)};`);
}

function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case "scalar":
      return `{ .kind = RT_SHOW_SCALAR, .scalar = ${scalarKind(shape.type)}, .bigint = ${shape.type.kind === "int" && shape.type.bits === 64} }`;
    case "string":
      return "{ .kind = RT_SHOW_STRING }";
    case "object":
      return "{ .kind = RT_SHOW_OBJECT }";
    case "bytes":
      return `{ .kind = RT_SHOW_BYTES, .name = ${cString(shape.name)} }`;
    case "optional":
      return `{ .kind = RT_SHOW_OPTIONAL, .name = ${cString(shape.missing)}, ${partsText(shape.parts)} }`;
    default:
      return `{ .kind = RT_SHOW_${shape.kind.toUpperCase()}, ${partsText(shape.parts)} }`;
  }
}

function partsText(parts: readonly Shape[]): string {
  const list = parts.map((part) => `&(const struct rt_shape)${shapeText(part)}`).join(", ");
  return `.count = ${parts.length}, .parts = (const struct rt_shape *const[]){ ${list} }`;
}
