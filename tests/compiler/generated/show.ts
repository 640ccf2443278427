/** Every value as text, so that it can be compared. */
import { textOf, type Field, type OfKind, type Type } from "./types.js";
import type { Writer } from "./writer.js";

/** An expression of type `string` that tells all of `text`, a value of the type. */
export function shown(w: Writer, type: Type, text: string): string {
  switch (type.kind) {
    case "string":
    case "boolean":
    case "small":
    case "wide":
    case "choice":
    case "double":
      return `\`\${${text}}\``;
    case "function":
      return '"function"';
    default:
      return `${showFunction(w, type)}(${text})`;
  }
}

/** The function that shows values of the type; written when it is first asked for. */
function showFunction(w: Writer, type: Type): string {
  const key = textOf(type);
  const known = w.shows.get(key);
  if (known !== undefined) return known;
  const name = w.fresh("show");
  w.shows.set(key, name);
  w.declarations.push(`function ${name}(x: ${key}): string { ${showBody(w, type)} }`);
  return name;
}

function showBody(w: Writer, type: Type): string {
  switch (type.kind) {
    case "array":
      return `let text = \`[\${x.length}:\`; for (const e of x.slice(0, 9)) text += ${shown(w, type.of, "e")} + " "; return text + "]";`;
    case "set":
      return `let text = \`{\${x.size}:\`; for (const e of x) { if (text.length > 80) break; text += ${shown(w, type.of, "e")} + " "; } return text + "}";`;
    case "map":
      return `let text = \`{\${x.size}:\`; for (const [k, v] of x) { if (text.length > 80) break; text += ${shown(w, type.key, "k")} + "=" + ${shown(w, type.value, "v")} + " "; } return text + "}";`;
    case "tuple":
      return `return "(" + ${type.parts.map((part, n) => shown(w, part, `x[${n}]`)).join(' + "," + ')} + ")";`;
    case "missing":
      return `return x === ${type.word} ? "${type.word}" : ${shown(w, type.of, "x")};`;
    case "record":
      return `return ${fieldsShown(w, type.name, type.fields, "x")};`;
    case "union":
      return unionShown(w, type);
    case "class":
      return `return ${fieldsShown(w, type.shape.name, type.shape.fields, "x")};`;
    case "box":
      return `return "box " + ${shown(w, type.of, "x.value")} + \`\${x.count}\`;`;
    case "interface":
      return `return "${type.name}";`;
    case "mixed":
      return `return typeof x + \`\${x}\`;`;
    default:
      throw new Error(`${type.kind} needs no function`);
  }
}

function fieldsShown(w: Writer, name: string, fields: readonly Field[], text: string): string {
  return [`"${name}"`, ...fields.map((field) => shown(w, field.type, `${text}.${field.name}`))].join(' + " " + ');
}

function unionShown(w: Writer, { variants }: OfKind<"union">): string {
  const cases = variants.map(({ kind, fields }) => `case "${kind}": return ${fieldsShown(w, kind, fields, "x")};`);
  return `switch (x.kind) { ${cases.join(" ")} }`;
}
