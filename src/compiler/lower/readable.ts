/** Names of the intermediate form in messages, as a reader of the program knows them. */
import { allFields, type ClassInfo } from "./classes/class-info.js";
import { isTupleRecord } from "./classes/records.js";
import type { Compilation } from "./compilation.js";
import type { DiagnosticValues } from "../diagnostics/report.js";
import { typeText } from "./types/hir-types.js";

const madeName = /^(Object|Tuple)_/;

/** How many types within types are spelled out. */
const mostLevels = 3;

/** The values of a diagnostic with the program's own names for classes, and `number` for what it calls so. */
export function readableValues(values: DiagnosticValues, compilation: Compilation): DiagnosticValues {
  return Object.fromEntries(Object.entries(values).map(([name, text]) => [name, readable(text, compilation, 0)]));
}

function readable(text: string, compilation: Compilation, level: number): string {
  return text
    .replace(/[A-Za-z_]\w*/g, (word) => {
      const info = compilation.classesById.get(word) ?? shapeNamed(word, compilation);
      const name = info === null ? compilation.interfacesById.get(word)?.hir.name : classText(info, compilation, level);
      return name ?? (word === "f64" ? "number" : word);
    })
    .replace(/\((\w+)\)\[\]/g, "$1[]");
}

/** An object type or tuple without a name of its own, by the one that the compiler made for it. */
function shapeNamed(name: string, compilation: Compilation): ClassInfo | null {
  if (!madeName.test(name)) return null;
  return [...compilation.classesById.values()].find((info) => info.hir.name === name) ?? null;
}

function classText(info: ClassInfo, compilation: Compilation, level: number): string {
  const isNamed = info.declaration !== null || !madeName.test(info.hir.name);
  if (isNamed || level >= mostLevels) return info.hir.name;
  const parts = allFields(info).map(({ name, type }) => {
    const text = readable(typeText(type), compilation, level + 1);
    return isTupleRecord(info) ? text : `${name}: ${text}`;
  });
  return isTupleRecord(info) ? `[${parts.join(", ")}]` : `{ ${parts.join("; ")} }`;
}
