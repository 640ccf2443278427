/**
 * `@guarded lock`: whoever touches the field holds the lock. A function that does not take the lock itself asks it of its callers, up to whoever
 * takes it, has the object for itself, or starts a task: there it is missing. The lock must be that object's where both have plain names
 * (`vm.state` under `vm.lock`); where one is reached along a path (`vcpu.gic.lock`) it is enough that it is the lock of some object of that class.
 */
import type { HirFunction, HirGlobal, HirProgram, Place } from "../../hir/nodes.js";
import { presentType } from "../../hir/type-text.js";
import type { ProgramIndex } from "../program-index.js";
import type { Call, Held, Touch } from "./events.js";
import type { FieldFacts } from "./field-facts.js";
import type { FunctionEvents } from "./function-events.js";
import type { Runners } from "./runners.js";
import { fieldPlace, globalPlace } from "./value-flow.js";

interface Guard {
  /** Place of the lock. */
  readonly key: string;
  /** From the object to the lock; null for a module variable's. */
  readonly path: readonly string[] | null;
  /** As the tag has it. */
  readonly text: string;
  /** Atomic as well: only writes are under the lock. */
  readonly atomic: boolean;
}

export interface UnmetGuard {
  readonly place: string;
  readonly lock: string;
  readonly at: Place;
  /** The function in which a task or C begins, or the main program, that came here without the lock. */
  readonly from: HirFunction;
}

export interface UnknownGuard {
  readonly place: string;
  readonly text: string;
  readonly at: Place;
}

/** A touch that waits for a caller that holds the lock. */
interface Need {
  readonly touch: Touch;
  readonly guard: Guard;
  /** Path of the object, as the function that needs it names it. */
  readonly object: string | null;
}

export class Guards {
  readonly unmet: UnmetGuard[] = [];
  readonly unknown: UnknownGuard[] = [];
  private readonly guards = new Map<string, Guard>();
  private readonly needs = new Map<HirFunction, Set<string>>();
  private readonly pending: { readonly f: HirFunction; readonly need: Need }[] = [];
  private readonly callers = new Map<HirFunction, { readonly caller: HirFunction; readonly call: Call }[]>();
  private readonly reported = new Set<string>();

  /** @param isOnItsOwn whether what a guarded field holds may be used without the lock, because it is looked at by itself */
  constructor(
    private readonly events: ReadonlyMap<HirFunction, FunctionEvents>,
    private readonly runners: Runners,
    private readonly isOnItsOwn: (touch: Touch) => boolean,
    private readonly staysInBlock: (call: Call) => boolean,
  ) {}

  /** @param declarations where module variables get their first value, before anybody else is there */
  check(program: HirProgram, index: ProgramIndex, facts: FieldFacts, declarations: ReadonlySet<Place>): void {
    this.findGuards(program, index, facts);
    if (this.guards.size === 0) return;
    for (const [f, { events }] of this.events) {
      for (const event of events) {
        if (event.kind === "call") this.noteCall(f, event);
        else if (!declarations.has(event.at)) this.noteTouch(f, event);
      }
    }
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) this.askCallers(next.f, next.need);
  }

  private findGuards(program: HirProgram, index: ProgramIndex, facts: FieldFacts): void {
    for (const c of index.classes.values()) {
      for (const field of c.fields) this.addGuard(fieldPlace(c.id, field.name), facts, (path) => lockOfObject(c.id, path, index));
    }
    for (const module of program.modules) {
      for (const global of module.globals) this.addGuard(globalPlace(global.id), facts, (path) => lockOfModule(module.globals, path));
    }
  }

  private addGuard(place: string, facts: FieldFacts, find: (path: readonly string[]) => Pick<Guard, "key" | "path"> | null): void {
    const tags = facts.tagsOf(place);
    if (tags?.guard == null) return;
    const text = tags.guard.join(".");
    const found = find(tags.guard);
    if (found === null) this.unknown.push({ place, text, at: tags.at });
    else this.guards.set(place, { ...found, text, atomic: tags.atomic });
  }

  private noteCall(caller: HirFunction, call: Call): void {
    for (const callee of call.callees) {
      const known = this.callers.get(callee) ?? [];
      known.push({ caller, call });
      this.callers.set(callee, known);
    }
  }

  private noteTouch(f: HirFunction, touch: Touch): void {
    const guard = touch.place === null ? undefined : this.guards.get(touch.place);
    if (guard !== undefined && guard.atomic && !touch.write) return;
    if (guard === undefined || touch.base.root === "young" || (touch.later !== null && this.isOnItsOwn(touch))) return;
    this.need(f, { touch, guard, object: touch.path }, touch.held);
  }

  private need(f: HirFunction, need: Need, held: readonly Held[]): void {
    if (held.some((each) => opens(each, need))) return;
    const known = this.needs.get(f) ?? new Set();
    this.needs.set(f, known);
    const key = `${need.touch.at.file}:${need.touch.at.line}:${need.touch.at.column} ${need.guard.key} ${need.object}`;
    if (known.has(key)) return;
    known.add(key);
    this.pending.push({ f, need });
  }

  private askCallers(f: HirFunction, need: Need): void {
    if (this.runners.isEntry(f)) this.report(f, need);
    const calls = this.callers.get(f) ?? [];
    const where = calls.some(({ call }) => this.isMaking(call)) ? calls.filter(({ call }) => this.isMaking(call)) : calls;
    for (const { caller, call } of where) {
      if (call.op.kind === "closure" && !this.isMaking(call)) continue;
      const n = parameterOf(f, need.object);
      if (n !== null && call.bases[n]?.root === "young") continue;
      const path = n === null ? null : this.pathOfGiven(caller, call, n);
      const own = need.object?.split(".").slice(1) ?? [];
      this.need(caller, { ...need, object: path === null ? null : [path, ...own].join(".") }, call.held);
    }
  }

  /** As the caller names it. */
  private pathOfGiven(caller: HirFunction, call: Call, n: number): string | null {
    const given = call.given[n];
    return given == null ? null : (this.events.get(caller)?.pathOf(given) ?? null);
  }

  /** The making of a function value that only lives as long as the block: it runs under the locks that are held there. */
  private isMaking(call: Call): boolean {
    return call.op.kind === "closure" && this.staysInBlock(call);
  }

  private report(from: HirFunction, { touch, guard }: Need): void {
    const key = `${touch.at.file}:${touch.at.line}:${touch.at.column} ${touch.place}`;
    if (this.reported.has(key) || touch.place === null) return;
    this.reported.add(key);
    this.unmet.push({ place: touch.place, lock: guard.text, at: touch.at, from });
  }
}

/** Number of the parameter or capture that a path starts from. */
function parameterOf(f: HirFunction, path: string | null): number | null {
  const root = path?.split(".", 1)[0];
  const n = [...f.parameters, ...f.captures].findIndex((local) => `%${local.id}` === root);
  return n < 0 ? null : n;
}

function opens(held: Held, { guard, object }: Need): boolean {
  if (held.key !== guard.key) return false;
  /* An object that is reached along fields may be the one whose lock is held, under another name. */
  if (guard.path?.length !== 1 || object === null || object.includes(".") || held.path === null) return true;
  return held.path === `${object}.${guard.path[0]}`;
}

function lockOfObject(owner: string, path: readonly string[], index: ProgramIndex): Pick<Guard, "key" | "path"> | null {
  let at = owner;
  let key: string | null = null;
  for (const name of path) {
    const found = index.findField(at, name);
    if (found === null) return null;
    key = fieldPlace(found.owner.id, name);
    const type = presentType(found.field.type);
    at = type.kind === "object" ? type.class : "";
    if (at === "" && name !== path.at(-1)) return null;
  }
  return key === null ? null : { key, path };
}

function lockOfModule(globals: readonly HirGlobal[], path: readonly string[]): Pick<Guard, "key" | "path"> | null {
  const lock = path.length === 1 ? globals.find((global) => global.name === path[0]) : undefined;
  return lock === undefined ? null : { key: globalPlace(lock.id), path: null };
}
