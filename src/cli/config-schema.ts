/** The JSON schema (draft 7, which TOML editors know) of guest configurations, made from the description that the parser reads by. */
import type { KeySpec } from "../config/key-spec.js";
import { Need } from "../config/key-spec.js";
import { sections } from "../config/parse-vm-config.js";
import type { Shape, TableShape, TextShape } from "../config/shape.js";

/** A schema, as data. */
export type Schema = Readonly<Record<string, unknown>>;

/** Stricter than the device in one thing: a key that is not known is an error in an editor, and a warning there. */
export function configSchema(): Schema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "tsvisor guest configuration",
    description: "A guest in AxVisor's format, as tsvisor takes it.",
    ...tableOf(sections.map((section) => [section.name, sectionSchema(section.keys), section.keys.some(isRequired)])),
  };
}

function sectionSchema(keys: readonly KeySpec[]): Schema {
  return tableOf(keys.map((key) => [nameOf(key), { description: key.meaning, ...schemaOf(key.shape) }, isRequired(key)]));
}

function isRequired(key: KeySpec): boolean {
  return key.need === Need.Required;
}

function nameOf(key: KeySpec): string {
  return key.path.slice(key.path.indexOf(".") + 1);
}

/** @param entries name, schema, whether it must be there */
function tableOf(entries: readonly (readonly [string, Schema, boolean])[]): Schema {
  const required = entries.filter(([, , must]) => must).map(([name]) => name);
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(entries.map(([name, schema]) => [name, schema])),
  };
}

function schemaOf(shape: Shape): Schema {
  switch (shape.kind) {
    case "any":
      return {};
    case "boolean":
      return { type: "boolean" };
    case "integer":
      return { type: "integer", minimum: Number(shape.least), maximum: Number(shape.greatest) };
    case "text":
      return textSchema(shape);
    case "list":
      return { type: "array", items: schemaOf(shape.item) };
    case "tuple":
      return { type: "array", minItems: shape.items.length, maxItems: shape.items.length, items: shape.items.map(schemaOf) };
    case "table":
      return tableSchema(shape);
    case "either":
      return { anyOf: [schemaOf(shape.first), schemaOf(shape.second)] };
  }
}

function textSchema(shape: TextShape): Schema {
  return {
    type: "string",
    ...(shape.least > 0 ? { minLength: shape.least } : {}),
    ...(shape.only.length > 0 ? { enum: shape.only } : {}),
  };
}

function tableSchema(shape: TableShape): Schema {
  return {
    type: "object",
    required: shape.texts,
    additionalProperties: shape.open,
    properties: Object.fromEntries(shape.texts.map((name) => [name, { type: "string" }])),
  };
}
