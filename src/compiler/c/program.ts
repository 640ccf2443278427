/** What all generated files share: who is called what, where it stands, how classes are laid out. */
import type {
  ClassId,
  HirClass,
  HirField,
  HirFunction,
  HirGlobal,
  HirModule,
  HirProgram,
  HirType,
  Local,
  Operation,
} from "../hir/nodes.js";
import { namedFunctions, mentionsOf, walkFunction } from "../hir/walk.js";
import type { Analysis } from "../passes/analyse.js";
import type { Effect } from "../passes/effects.js";
import type { ClosureUse } from "../passes/escape.js";
import type { LengthEffects } from "../passes/length-effects.js";
import type { ProgramIndex } from "../passes/program-index.js";
import type { RangeFacts } from "../passes/ranges/facts.js";
import type { Reachable } from "../passes/reachable.js";
import type { Stability } from "../passes/stability.js";
import { cellTypes } from "./cell-types.js";
import { call, castTo, member, operand, type Code } from "./code.js";
import { Dispatch } from "./dispatch.js";
import { cIdentifier } from "./names.js";

/** What the C looks like besides. */
export interface EmitOptions {
  /** `#line` before every statement. */
  readonly lines: boolean;
  /** Header with the natives' prototypes, included by the generated code; null: the program calls none. */
  readonly nativeHeader: string | null;
}

/** Complete when it is made: what writes the C only asks it. */
export class CProgram {
  readonly index: ProgramIndex;
  readonly reachable: Reachable;
  readonly closures: ClosureUse;
  readonly stability: Stability;
  readonly lengths: LengthEffects;
  readonly ranges: RangeFacts;
  readonly mayEndEarly: boolean;
  readonly dispatch: Dispatch;
  /** Types of captured variables and of boxed values, one for each struct. */
  readonly cellTypes: readonly HirType[];
  /** Names of the C files' scope: locals take others. */
  readonly fileScope: ReadonlySet<string>;
  private readonly throwing: Effect;
  private readonly lending: ReadonlySet<HirFunction>;
  private readonly homes = new Map<HirFunction, HirModule>();
  private readonly inModules = new Map<HirModule, HirFunction[]>();
  private readonly usedOutside = new Set<HirFunction>();
  private readonly calledPlainly = new Set<HirFunction>();
  private readonly usedAsValue = new Set<HirFunction>();
  private readonly throwingEntrances = new Set<HirFunction>();

  constructor(
    readonly program: HirProgram,
    readonly options: EmitOptions,
    analysis: Analysis,
  ) {
    this.index = analysis.index;
    this.reachable = analysis.reachable;
    this.closures = analysis.closures;
    this.stability = analysis.stability;
    this.lengths = analysis.lengths;
    this.ranges = analysis.ranges;
    this.mayEndEarly = analysis.mayEndEarly;
    this.throwing = analysis.throwing;
    this.lending = analysis.lending;
    this.dispatch = new Dispatch(this.index, this.reachable);
    this.cellTypes = cellTypes(this.reachable.functions);
    this.findHomes();
    this.scanUses();
    this.findThrowingEntrances();
    this.fileScope = new Set(this.fileScopeNames());
  }

  /** Functions to emit in the module's file, in order. */
  functionsOf(module: HirModule): readonly HirFunction[] {
    const isNothing = (f: HirFunction): boolean => f === module.initialise && f.body.length === 0;
    return (this.inModules.get(module) ?? []).filter((f) => !isNothing(f));
  }

  /** Of the modules that do something when they are loaded, in order. */
  initialisers(): readonly HirFunction[] {
    return this.program.modules.map((m) => m.initialise).filter((f) => f.body.length > 0);
  }

  /** Its code takes the closure first and always returns bool. */
  hasClosureForm(f: HirFunction): boolean {
    return f.captures.length > 0 || (this.usedAsValue.has(f) && !this.calledPlainly.has(f));
  }

  /** It needs the object `closureValue`: it stands somewhere as a value, and captures nothing. */
  isUsedAsValue(f: HirFunction): boolean {
    return this.usedAsValue.has(f) && f.captures.length === 0;
  }

  /** No other file names it. */
  isStatic(f: HirFunction): boolean {
    return !this.usedOutside.has(f);
  }

  /** The static closure object of a function without captures. */
  closureValue(f: HirFunction): string {
    return `${f.id}__value`;
  }

  globalName(global: HirGlobal): string {
    return global.id;
  }

  /** `object->field`, with the object as the class that declares the field. */
  fieldAccess(owner: ClassId, field: string, object: Code, type: HirType): string {
    const exact = type.kind === "object" && type.class === owner;
    return member(exact ? object : castTo(`struct ${owner} *`, object), cIdentifier(field));
  }

  /** Is the object of the class, or of one that extends it? */
  instanceTest(object: Code, id: ClassId): Code {
    const { first, last } = this.index.numbersOf(id);
    return call("rt_is_instance", object.text, String(first), String(last));
  }

  /** The object, or a trap when it is none of what `type` names. */
  checkedCast(object: Code, type: HirType, place: string): Code {
    const classes = type.kind === "optional" ? this.index.classesOf(type.of) : this.index.classesOf(type);
    const numbers = classes.map((c) => this.index.numbersOf(c.id)).sort((a, b) => a.first - b.first);
    const [first, last] = [numbers[0], numbers.at(-1)];
    const dense = numbers.every((n, i) => i === 0 || n.first === (numbers[i - 1]?.first ?? 0) + 1);
    if (first === undefined || last === undefined) return call("rt_cast", object.text, "1", "0", place);
    if (dense || type.kind === "object") return call("rt_cast", object.text, String(first.first), String(last.last), place);
    const tests = numbers.map((n) => call("rt_is_instance", object.text, String(n.first), String(n.first)).text);
    return call(
      "rt_cast_if",
      object.text,
      [...(type.kind === "optional" ? [`${operand(object)} == NULL`] : []), ...tests].join(" || "),
      place,
    );
  }

  /** Its objects start with empty strings in them. */
  hasAllocator(c: HirClass): boolean {
    const lineage = this.index.lineage(c.id);
    if (c.abstract || lineage.some((owner) => owner.nativeStruct !== null)) return false;
    return lineage.some((owner) => owner.fields.some((f) => f.type.kind === "string"));
  }

  /** C expression that makes an object of the class, NULL without memory. */
  allocation(id: ClassId): string {
    return this.hasAllocator(this.index.class(id)) ? `${id}__new()` : `RT_NEW(${id})`;
  }

  /** Of the class or a base of it. @throws Error where there is none: a bug of ours */
  fieldOf(owner: ClassId, name: string): HirField {
    const found = this.index.findField(owner, name);
    if (found === null) throw new Error(`class ${owner} has no field ${name}`);
    return found.field;
  }

  /** Of the interface or one that it extends. @throws Error where there is none: a bug of ours */
  interfaceFieldType(id: ClassId, name: string): HirType {
    const found = this.index
      .interfaceLineage(id)
      .flatMap((i) => i.fields)
      .find((f) => f.name === name);
    if (found === undefined) throw new Error(`interface ${id} has no field ${name}`);
    return found.type;
  }

  /** A function of this type that is used as a value may throw. */
  closureMayThrow(op: Extract<Operation, { kind: "callClosure" }>): boolean {
    return this.throwing.operationCause(op) !== null;
  }

  /** The caller does not own the function's result. */
  lends(f: HirFunction): boolean {
    return this.lending.has(f);
  }

  /** Functions that a table calls as if they might throw. */
  needsThrowingEntrance(f: HirFunction): boolean {
    return this.throwingEntrances.has(f);
  }

  /** Fields of the closure object for the captures. */
  captureName(f: HirFunction, capture: Local): string {
    return `${cIdentifier(capture.name)}_${f.captures.indexOf(capture)}`;
  }

  private findHomes(): void {
    const modules = new Map(this.program.modules.map((m) => [m.name, m]));
    const first = this.program.modules[0];
    for (const f of this.reachable.functions) {
      const home = modules.get(f.module) ?? first;
      if (home === undefined) continue;
      this.homes.set(f, home);
      const others = this.inModules.get(home);
      if (others === undefined) this.inModules.set(home, [f]);
      else others.push(f);
    }
  }

  private scanUses(): void {
    for (const f of this.reachable.functions) {
      if (f.exportName !== null) this.calledPlainly.add(f);
      const use = (node: Parameters<typeof namedFunctions>[0]): void => {
        for (const named of namedFunctions(node)) {
          (node.kind === "closure" || node.kind === "functionValue" ? this.usedAsValue : this.calledPlainly).add(named);
          if (this.homes.get(named) !== this.homes.get(f)) this.usedOutside.add(named);
        }
      };
      mentionsOf(f).forEach(use);
    }
    for (const m of this.program.modules) this.calledPlainly.add(m.initialise);
    for (const m of this.program.modules) this.usedOutside.add(m.initialise);
    this.scanMethods();
  }

  /** The static functions of table entries that have to look as if they might throw. */
  private findThrowingEntrances(): void {
    for (const c of this.index.classes.values()) {
      if (c.abstract) continue;
      for (const entry of this.dispatch.table(c)) {
        if (entry?.kind === "method" && entry.mayThrow && !entry.function.mayThrow) this.throwingEntrances.add(entry.function);
      }
    }
  }

  /** Methods found through a table or by a devirtualised call may be named in any file. */
  private scanMethods(): void {
    const dynamic = new Set([...this.reachable.dynamicCalls.values()].map((dynamicCall) => dynamicCall.method));
    for (const c of this.index.classes.values()) {
      for (const [name, method] of c.methods) {
        if (!dynamic.has(name)) continue;
        this.calledPlainly.add(method);
        this.usedOutside.add(method);
      }
    }
  }

  private fileScopeNames(): readonly string[] {
    const natives: string[] = [];
    for (const f of this.reachable.functions) {
      walkFunction(f, { operation: (op) => op.kind === "callNative" && natives.push(op.native.name) });
    }
    const functions = [...this.reachable.functions].flatMap((f) => [f.id, f.exportName ?? f.id]);
    return [...natives, ...functions, ...this.program.modules.flatMap((m) => m.globals.map((g) => g.id))];
  }
}
