/** `program.h`: what the generated files know of each other. */
import type { HirClass, HirModule } from "../hir/nodes.js";
import { classDeclarations, structDefinition } from "./classes.js";
import { cellDeclarations, closureDeclarations } from "./closures.js";
import { prototype, throwingPrototype } from "./functions.js";
import type { CProgram } from "./program.js";
import { cellTag, declared } from "./types.js";

/**
 * An instance of a generic function, or a folded constant, may compare what C knows the outcome of; TypeScript has no fault there. Nor where gcc
 * folds the cut of one of two constants, `(int32_t)(c ? 0xffffffff : 63) & 31`, and takes what it did itself for an overflow.
 */
const outcomesKnown = ["type-limits", "tautological-compare", "overflow"].map((name) => `#pragma GCC diagnostic ignored "-W${name}"`);

export function programHeader(program: CProgram): string {
  const { modules } = program.program;
  const functions = modules.flatMap((m) => program.functionsOf(m));
  const all = modules.flatMap((m) => m.classes);
  const classes = basesFirst(
    all.filter((c) => program.reachable.classes.has(c.id)),
    program,
  );
  const natives = program.options.nativeHeader === null ? [] : [`#include "${program.options.nativeHeader}"`];
  const doubles = program.program.profile === "host" ? ['#include "float/rt_float.h"', '#include "show/show.h"'] : [];
  const sections = [
    ["#ifndef PROGRAM_H", "#define PROGRAM_H", "", '#include "lang/rt.h"', '#include "lang/rt_checked.h"', ...doubles, ...natives],
    outcomesKnown,
    ["extern struct rt_string string__empty;", "extern const struct rt_class function__class;"],
    [...all.map((c) => `struct ${c.id};`), ...program.cellTypes.map((of) => `struct ${cellTag(of)};`)],
    classes.flatMap((c) => structDefinition(c)),
    classes.flatMap((c) => classDeclarations(c, program)),
    program.cellTypes.flatMap((of) => cellDeclarations(of)),
    functions.filter((f) => f.captures.length > 0).flatMap((f) => closureDeclarations(f, program)),
    modules.flatMap((m) => globalDeclarations(m)),
    program.dispatch.declarations(),
    functions.filter((f) => !program.isStatic(f)).map((f) => `${prototype(f, program)};`),
    functions.filter((f) => program.needsThrowingEntrance(f)).map((f) => `${throwingPrototype(f, program)};`),
    functions
      .filter((f) => program.isUsedAsValue(f) && !program.isStatic(f))
      .map((f) => `extern struct rt_closure ${program.closureValue(f)};`),
    ["#endif"],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function globalDeclarations(module: HirModule): readonly string[] {
  return module.globals.map((g) => `extern ${declared(g.type, g.id)};`);
}

function basesFirst(classes: readonly HirClass[], program: CProgram): readonly HirClass[] {
  const depth = (c: HirClass): number => program.index.lineage(c.id).length;
  return [...classes].sort((a, b) => depth(a) - depth(b));
}
