/**
 * From the intermediate form to C11: `program.h` (types, classes, prototypes), one `.c` per module, `program.c` (start and end) and
 * `exports.h` (what other C code may call). The files may be compiled one by one or included into one, with `-fwrapv`,
 * `-fno-strict-aliasing` and `runtime-c` as include path.
 */
import type { HirModule, HirProgram } from "../hir/nodes.js";
import { analyse, type Analysis } from "../passes/analyse.js";
import { classDefinitions } from "./classes.js";
import { closureDefinitions, functionValueDefinition } from "./closures.js";
import { closureEntrance, emitFunction, exportEntrance, exportPrototype, prototype, throwingEntrance } from "./functions.js";
import { programHeader } from "./header.js";
import { cString } from "./literals.js";
import { CModule } from "./module.js";
import { CProgram, type EmitOptions } from "./program.js";
import { startFile } from "./start.js";
import { declared, zero } from "./types.js";

export type { EmitOptions };

/** All files of the program, by name. `analysis` is what `analyse` found, where the caller has it already. */
export function emitProgram(program: HirProgram, options: EmitOptions, analysis: Analysis = analyse(program)): Map<string, string> {
  const c = new CProgram(program, options, analysis);
  const files = new Map<string, string>();
  program.modules.forEach((module, i) => {
    const text = emitModule(new CModule(c, module, i + 1));
    if (text !== null) files.set(moduleFile(module), text);
  });
  files.set("program.c", startFile(c));
  files.set("program.h", programHeader(c));
  files.set("exports.h", exportsHeader(c));
  return files;
}

/** `src/vmm/vcpu` is compiled to `src_vmm_vcpu.c`. */
function moduleFile(module: HirModule): string {
  return `${module.name.replace(/^[./]+/, "").replace(/[^A-Za-z0-9_-]+/g, "_")}.c`;
}

/** Null: the module has nothing that exists in C. */
function emitModule(m: CModule): string | null {
  const { program, module } = m;
  const functions = program.functionsOf(module);
  const bodies = functions.map((f) => emitFunction(f, m).join("\n"));
  const classes = module.classes.filter((c) => program.reachable.classes.has(c.id)).map((c) => classDefinitions(c, m).join("\n"));
  const values = functions.filter((f) => program.isUsedAsValue(f));
  const entrances = [
    ...values.filter((f) => !program.hasClosureForm(f)).flatMap((f) => closureEntrance(f, program)),
    ...functions.filter((f) => program.needsThrowingEntrance(f)).flatMap((f) => throwingEntrance(f, program)),
    ...functions.filter((f) => f.exportName !== null && !f.mayThrow).flatMap((f) => exportEntrance(f, program)),
  ];
  const sections = [
    ['#include "program.h"', '#include "exports.h"', "", "#undef SOURCE_FILE", `#define SOURCE_FILE ${cString(m.source)}`],
    m.stringDefinitions(),
    module.globals.map((g) => `${declared(g.type, g.id)} = ${zero(g.type)};`),
    functions.filter((f) => program.isStatic(f)).map((f) => `${prototype(f, program)};`),
    values.filter((f) => program.isStatic(f)).map((f) => `static struct rt_closure ${program.closureValue(f)};`),
    functions.filter((f) => f.captures.length > 0).flatMap((f) => closureDefinitions(f, program)),
    classes,
    bodies,
    resetLines(program, entrances),
    values.map((f) => `${program.isStatic(f) ? "static " : ""}${functionValueDefinition(f, program)}`),
  ];
  const [head, ...content] = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n").trimEnd());
  return content.length === 0 ? null : `${[head, ...content].join("\n\n")}\n`;
}

/** What follows is no line of the TypeScript file. */
function resetLines(program: CProgram, lines: readonly string[]): readonly string[] {
  return program.options.lines && lines.length > 0 ? ['#line 1 "generated"', ...lines] : lines;
}

function exportsHeader(program: CProgram): string {
  const exported = [...program.reachable.functions].filter((f) => f.exportName !== null && !f.mayThrow);
  const prototypes = exported.map((f) => `${exportPrototype(f, program)};`);
  const head = ["#ifndef PROGRAM_EXPORTS_H", "#define PROGRAM_EXPORTS_H", "", '#include "lang/rt.h"', ""];
  return `${[...head, ...prototypes, "", "#endif"].join("\n")}\n`;
}
