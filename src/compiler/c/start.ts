/** `program.c`: how the program starts and ends, and the objects that belong to no module. */
import type { HirClass } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { cellDefinitions } from "./closures.js";
import { stringDefinition } from "./module.js";
import { cIdentifier } from "./names.js";
import type { CProgram } from "./program.js";

export function startFile(program: CProgram): string {
  const lines = [
    '#include "program.h"',
    "",
    'struct rt_string string__empty = RT_STRING_LITERAL("", 0, 0);',
    "const struct rt_class function__class = {",
    '\t.name = "function",',
    "\t.size = sizeof(struct rt_closure),",
    "\t.first = RT_NO_CLASS,",
    "\t.last = RT_FUNCTION,",
    "};",
    "",
    ...program.cellTypes.flatMap((of) => cellDefinitions(of)),
    ...outOfMemory(program),
    ...initialise(program),
    ...releaseGlobals(program),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** The error that is thrown where there is no memory to make one. */
function outOfMemory(program: CProgram): readonly string[] {
  const c = program.index.class(program.program.outOfMemoryClass);
  return [
    stringDefinition("out_of_memory_name", c.name),
    stringDefinition("out_of_memory_message", "out of memory"),
    `static struct ${c.id} out_of_memory = ${errorInitialiser(c, c, program)};`,
    "struct rt_object *const rt_out_of_memory = (struct rt_object *)&out_of_memory;",
    "",
  ];
}

function errorInitialiser(c: HirClass, actual: HirClass, program: CProgram): string {
  const values: Readonly<Record<string, string>> = { name: "out_of_memory_name", message: "out_of_memory_message" };
  const first =
    c.base === null
      ? `.object = { RT_IMMORTAL, 0, &${actual.id}__class }`
      : `.base = ${errorInitialiser(program.index.class(c.base), actual, program)}`;
  const strings = c.fields
    .filter((f) => f.type.kind === "string")
    .map((f) => `.${cIdentifier(f.name)} = &${values[f.name] ?? "string__empty"}`);
  return `{ ${[first, ...strings].join(", ")} }`;
}

function initialise(program: CProgram): readonly string[] {
  const calls = program.initialisers().flatMap((f) => (f.mayThrow ? [`\tif (!${f.id}())`, "\t\treturn false;"] : [`\t${f.id}();`]));
  return ["bool program_initialise(void)", "{", ...calls, "\treturn true;", "}", ""];
}

function releaseGlobals(program: CProgram): readonly string[] {
  const counted = program.program.modules.flatMap((m) => m.globals.filter((g) => isCounted(g.type))).reverse();
  return ["void program_release_globals(void)", "{", ...counted.flatMap((g) => [`\trt_release(${g.id});`, `\t${g.id} = NULL;`]), "}", ""];
}
