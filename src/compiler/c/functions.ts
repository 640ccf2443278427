/** One TypeScript function as one C function, with what C callers, tables and closures need around it. */
import type { HirFunction, HirType } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import type { CModule } from "./module.js";
import { LocalNames } from "./names.js";
import { type FunctionPlan, planFunction } from "./plan.js";
import type { CProgram } from "./program.js";
import { pinLines } from "./source-lines.js";
import { emitStatements, startsOwning } from "./statements.js";
import { cType, declared, pointerTo, zero } from "./types.js";
import { FunctionWriter, needsCleanup, type Convention } from "./writer.js";

function conventionOf(f: HirFunction, program: CProgram): Convention {
  return { status: f.mayThrow || program.hasClosureForm(f), result: f.result };
}

/** `static bool NAME(parameters)`, with these parameters before the result. */
function head(name: string, parameters: readonly string[], convention: Convention, isStatic: boolean): string {
  const withResult = convention.status && convention.result.kind !== "void";
  const all = withResult ? [...parameters, pointerTo(convention.result, "result")] : parameters;
  const result = convention.status ? "bool" : cType(convention.result);
  return `${isStatic ? "static " : ""}${result}${result.endsWith("*") ? "" : " "}${name}(${all.length === 0 ? "void" : all.join(", ")})`;
}

function parameterDeclarations(f: HirFunction, program: CProgram, names: readonly string[]): readonly string[] {
  const own = f.parameters.map((p, i) => declared(p.type, names[i] ?? p.name));
  return program.hasClosureForm(f) ? ["struct rt_closure *self", ...own] : own;
}

function parameterNames(f: HirFunction, program: CProgram, closureForm = program.hasClosureForm(f)): readonly string[] {
  const names = new LocalNames(program.fileScope);
  if (closureForm) names.unique("self");
  return f.parameters.map((p) => names.unique(p.name));
}

/** Without a semicolon; `static` where no other file names the function. */
export function prototype(f: HirFunction, program: CProgram): string {
  return head(f.id, parameterDeclarations(f, program, parameterNames(f, program)), conventionOf(f, program), program.isStatic(f));
}

/** Written without a cleanup label, and once more with one where the function turns out to own something. */
export function emitFunction(f: HirFunction, module: CModule): readonly string[] {
  const plan = planFunction(f, module.program);
  try {
    return emitBody(f, module, plan, true);
  } catch (error) {
    if (error === needsCleanup) return emitBody(f, module, plan, false);
    throw error;
  }
}

function emitBody(f: HirFunction, module: CModule, plan: FunctionPlan, direct: boolean): readonly string[] {
  const program = module.program;
  const w = new FunctionWriter(module, f, conventionOf(f, program), plan, direct);
  if (direct && startsOwning(f.body, w)) throw needsCleanup;
  const names = f.parameters.map((p) => w.declare(p));
  takeParameters(f, names, w);
  takeCaptures(f, w);
  emitStatements(f.body, w);
  const tail = endOfFunction(w);
  const isResultUnused = w.convention.status && w.convention.result.kind !== "void" && !w.isResultNamed;
  const lines = [
    head(f.id, parameterDeclarations(f, program, names), w.convention, program.isStatic(f)),
    "{",
    ...(direct ? [] : standingVariables(w)),
    ...(isResultUnused ? ["\t(void)result;"] : []),
    ...w.hoisted.map((declaration) => `\t${declaration}`),
    ...w.lines,
    ...tail,
    "}",
    "",
  ];
  return program.options.lines ? pinLines(lines, f.at) : lines;
}

/** Variables of every function with a cleanup label. */
function standingVariables(w: FunctionWriter): readonly string[] {
  const { status, result } = w.convention;
  if (status) return ["\tbool fine = false;"];
  return result.kind === "void" ? [] : [`\t${declared(result, "result")} = ${zero(result)};`];
}

/** Parameters are borrowed; one that is assigned gets a variable that owns. */
function takeParameters(f: HirFunction, names: readonly string[], w: FunctionWriter): void {
  f.parameters.forEach((p, i) => {
    const name = names[i] ?? p.name;
    if (isCounted(p.type) && w.program.stability.isAssigned(f, p)) {
      const own = w.declare(p);
      w.own(own, `${declared(p.type, own)} = NULL;`);
      w.line(`${own} = rt_retain(${name});`);
    } else if (!w.plan.uses.isRead(p)) {
      w.line(`(void)${name};`);
    }
  });
}

function takeCaptures(f: HirFunction, w: FunctionWriter): void {
  if (!w.program.hasClosureForm(f)) return;
  if (!f.captures.some((capture) => w.plan.uses.isRead(capture))) return w.line("(void)self;");
  const name = w.unique("captured");
  w.line(`struct ${f.id}__closure *${name} = (struct ${f.id}__closure *)self;`);
  for (const capture of f.captures) w.bind(capture, `${name}->${w.program.captureName(f, capture)}`);
}

function endOfFunction(w: FunctionWriter): readonly string[] {
  const { status, result } = w.convention;
  if (w.reachable) {
    if (result.kind !== "void") w.line(`rt_trap(${w.place(w.source.at)}, "the function ended without a result");`);
    else if (w.direct && status) w.line("return true;");
    else if (status) w.line("fine = true;");
  }
  if (w.direct) return [];
  if (w.lines.at(-1) === "\tgoto cleanup;") {
    w.lines.pop();
    w.cleanupJumps--;
    w.reachable = true;
  }
  if (!w.reachable && w.cleanupJumps === 0) return [];
  const leave = status ? ["\treturn fine;"] : result.kind === "void" ? [] : ["\treturn result;"];
  const releases = w.owned.map((lvalue) => `\trt_release(${lvalue});`);
  return [
    ...(w.cleanupJumps > 0 ? ["cleanup:"] : []),
    ...(w.cleanupJumps > 0 && releases.length + leave.length === 0 ? ["\t;"] : []),
    ...releases,
    ...leave,
  ];
}

// ---- other entrances ----

/** The function behind the closure convention: for values of functions that are also called by name. */
export function closureEntrance(f: HirFunction, program: CProgram): readonly string[] {
  const convention: Convention = { status: true, result: f.result };
  const names = parameterNames(f, program, true);
  const own = f.parameters.map((p, i) => declared(p.type, names[i] ?? p.name));
  return [
    head(`${f.id}__as_closure`, ["struct rt_closure *self", ...own], convention, true),
    "{",
    "\t(void)self;",
    ...forwardLines(f, names),
    "}",
    "",
  ];
}

/** Of what `throwingEntrance` writes, without a semicolon. */
export function throwingPrototype(f: HirFunction, program: CProgram): string {
  const names = parameterNames(f, program);
  const own = f.parameters.map((p, i) => declared(p.type, names[i] ?? p.name));
  return head(`${f.id}__as_throwing`, own, { status: true, result: f.result }, false);
}

/** The function as if it might throw: for tables whose other entries do. */
export function throwingEntrance(f: HirFunction, program: CProgram): readonly string[] {
  const names = parameterNames(f, program);
  return [throwingPrototype(f, program), "{", ...forwardLines(f, names), "}", ""];
}

function forwardLines(f: HirFunction, names: readonly string[]): readonly string[] {
  const args = names.join(", ");
  if (f.mayThrow) return [`\treturn ${f.id}(${f.result.kind === "void" ? args : [...names, "result"].join(", ")});`];
  return [`\t${f.result.kind === "void" ? "" : "*result = "}${f.id}(${args});`, "\treturn true;"];
}

/** As C callers see a type: objects are plain pointers, so that they need no header of ours. */
function exportedType(type: HirType): string {
  const present = type.kind === "optional" ? type.of : type;
  return present.kind === "object" || present.kind === "interface" || present.kind === "union" ? "void *" : cType(type);
}

/** For a header that C callers include: objects are `void *` there. */
export function exportPrototype(f: HirFunction, program: CProgram): string {
  const names = parameterNames(f, program);
  const parameters = f.parameters.map(
    (p, i) => `${exportedType(p.type)}${exportedType(p.type).endsWith("*") ? "" : " "}${names[i] ?? p.name}`,
  );
  const result = exportedType(f.result);
  return `${result}${result.endsWith("*") ? "" : " "}${f.exportName ?? f.id}(${parameters.length === 0 ? "void" : parameters.join(", ")})`;
}

/** Returns the result plainly: that nothing is thrown is `@export`'s contract. */
export function exportEntrance(f: HirFunction, program: CProgram): readonly string[] {
  const args = parameterNames(f, program).join(", ");
  return [exportPrototype(f, program), "{", `\t${f.result.kind === "void" ? "" : "return "}${f.id}(${args});`, "}", ""];
}
