/** Classes: struct, descriptor, table of methods, and what ends an instance. */
import type { HirClass, HirField } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { destroyFunction } from "./closures.js";
import type { TableEntry } from "./dispatch.js";
import { cString } from "./literals.js";
import { cIdentifier } from "./names.js";
import type { CModule } from "./module.js";
import type { CProgram } from "./program.js";
import { shownDefinition, shownName } from "./shapes.js";
import { declared } from "./types.js";

/** Fields that exist in C: those of a class with a C struct are Node's. */
function ownFields(c: HirClass): readonly HirField[] {
  return c.nativeStruct === null ? c.fields : [];
}

/** The base comes first in it, so that a pointer to the object is one to its base. */
export function structDefinition(c: HirClass): readonly string[] {
  const first = c.base === null ? "\tstruct rt_object object;" : `\tstruct ${c.base} base;`;
  const fields = ownFields(c).map((f) => `\t${f.sharing?.atomic === true ? "_Atomic " : ""}${declared(f.type, cIdentifier(f.name))};`);
  const native = c.nativeStruct === null ? [] : [`\tstruct ${c.nativeStruct} native;`];
  return [`/* ${c.at.file}: ${c.name} */`, `struct ${c.id} {`, first, ...fields, ...native, "};", ""];
}

export function classDeclarations(c: HirClass, program: CProgram): readonly string[] {
  return [
    `extern const struct rt_class ${c.id}__class;`,
    ...(isNative(c, program) ? [`extern const struct rt_class ${c.id}__unset_class;`] : []),
    ...(program.hasAllocator(c) ? [`struct ${c.id} *${c.id}__new(void);`] : []),
  ];
}

function isNative(c: HirClass, program: CProgram): boolean {
  return program.index.lineage(c.id).some((each) => each.nativeStruct !== null);
}

export function classDefinitions(c: HirClass, m: CModule): readonly string[] {
  const { program } = m;
  const destroy = destroyLines(c, program);
  const table = c.abstract ? [] : program.dispatch.table(c);
  return [
    ...destroy,
    ...finderFunctions(c, table),
    ...methodTable(c, table),
    ...shownDefinition(c, m),
    ...descriptor(c, program, `${c.id}__class`, destroy.length > 0, table.length > 0),
    ...(isNative(c, program) ? descriptor(c, program, `${c.id}__unset_class`, false, false) : []),
    ...allocator(c, program),
  ];
}

/** Lets go of the fields of the class and its bases; ends the C struct. */
function destroyLines(c: HirClass, program: CProgram): readonly string[] {
  const lineage = program.index.lineage(c.id);
  const members = lineage.flatMap((owner) =>
    ownFields(owner)
      .filter((f) => isCounted(f.type) && !f.unowned)
      .map((f) => `${basePath(c, owner, program)}${cIdentifier(f.name)}`),
  );
  const native = lineage.find((each) => each.nativeStruct !== null);
  const end = native === undefined ? [] : [`${native.nativeStruct ?? ""}_fini(&self->${basePath(c, native, program)}native);`];
  return destroyFunction(c.id, members, end);
}

/** `base.base.` for members of the base's base. */
function basePath(c: HirClass, owner: HirClass, program: CProgram): string {
  const steps = program.index.lineage(c.id).findIndex((each) => each.id === owner.id);
  return "base.".repeat(steps);
}

function entryName(c: HirClass, entry: TableEntry | null): string {
  if (entry === null) return "NULL";
  if (entry.kind === "field") return `(void (*)(void))${c.id}__at_${cIdentifier(entry.field)}`;
  return `(void (*)(void))${entry.function.id}${entry.mayThrow && !entry.function.mayThrow ? "__as_throwing" : ""}`;
}

function methodTable(c: HirClass, table: readonly (TableEntry | null)[]): readonly string[] {
  if (table.length === 0) return [];
  return [`static void (*const ${c.id}__methods[])(void) = {`, ...table.map((entry) => `\t${entryName(c, entry)},`), "};", ""];
}

function finderFunctions(c: HirClass, table: readonly (TableEntry | null)[]): readonly string[] {
  return table.flatMap((entry) => {
    if (entry?.kind !== "field") return [];
    const name = cIdentifier(entry.field);
    return [
      `static void *${c.id}__at_${name}(struct rt_object *object)`,
      "{",
      `\treturn &((struct ${entry.owner} *)object)->${name};`,
      "}",
      "",
    ];
  });
}

function descriptor(c: HirClass, program: CProgram, name: string, destroys: boolean, table: boolean): readonly string[] {
  const { first, last } = program.index.numbersOf(c.id);
  return [
    `const struct rt_class ${name} = {`,
    `\t.name = ${cString(c.name)},`,
    `\t.size = sizeof(struct ${c.id}),`,
    `\t.first = ${first},`,
    `\t.last = ${last},`,
    ...(destroys ? [`\t.destroy = ${c.id}__destroy,`] : []),
    ...(table ? [`\t.methods = ${c.id}__methods,`] : []),
    ...(c.shown === null ? [] : [`\t.shown = &${shownName(c)},`]),
    "};",
    "",
  ];
}

/** Strings are never NULL: a new object's are empty. */
function allocator(c: HirClass, program: CProgram): readonly string[] {
  if (!program.hasAllocator(c)) return [];
  const strings = program.index.lineage(c.id).flatMap((owner) =>
    ownFields(owner)
      .filter((f) => f.type.kind === "string")
      .map((f) => `${basePath(c, owner, program)}${cIdentifier(f.name)}`),
  );
  return [
    `struct ${c.id} *${c.id}__new(void)`,
    "{",
    `\tstruct ${c.id} *self = RT_NEW(${c.id});`,
    "\tif (self == NULL)",
    "\t\treturn NULL;",
    ...strings.map((member) => `\tself->${member} = &string__empty;`),
    "\treturn self;",
    "}",
    "",
  ];
}
