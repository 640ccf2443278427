/** What is true of a field for all objects of its class: whether it changes, whose it is, and what its tags say. */
import type { ClassId, FieldSharing, HirFunction, Operation, Value } from "../../hir/nodes.js";
import { isOperation, mentionsOf, walkFunction } from "../../hir/walk.js";
import type { ProgramIndex } from "../program-index.js";
import type { Reachable } from "../reachable.js";
import { fieldPlace, globalPlace, type ValueFlow } from "./value-flow.js";

const making: ReadonlySet<Operation["kind"]> = new Set(["new", "record", "arrayLiteral", "newCell", "closure"]);

export class FieldFacts {
  private readonly written = new Set<string>();
  private readonly parts = new Map<string, boolean>();
  /** Fields that only ever get what a constructor is given: its parameters, each with its number. */
  readonly fromParameter = new Map<string, { readonly constructor_: HirFunction; readonly n: number } | null>();
  private readonly tags = new Map<string, FieldSharing>();
  private readonly ofLocks = new Set<string>();
  private readonly behindInterfaces = new Set<string>();
  /** `Class.field`, or the variable's name, by place. */
  readonly names = new Map<string, string>();

  constructor(index: ProgramIndex, reachable: Reachable, flow: ValueFlow) {
    for (const c of index.classes.values()) {
      for (const field of c.fields) {
        const place = fieldPlace(c.id, field.name);
        this.names.set(place, `${c.name}.${field.name}`);
        if (field.sharing !== null) this.tags.set(place, field.sharing);
        if (c.isLock) this.ofLocks.add(place);
      }
    }
    for (const module of index.program.modules) {
      for (const global of module.globals) {
        this.names.set(globalPlace(global.id), global.name);
        if (global.sharing !== null) this.tags.set(globalPlace(global.id), global.sharing);
      }
    }
    for (const f of reachable.functions) this.scan(f, index, flow);
  }

  /** Some function assigns it; a constructor counts. */
  changes(owner: ClassId, field: string): boolean {
    return this.written.has(fieldPlace(owner, field));
  }

  /** Whatever it holds was made for the object, which had it first. */
  isPart(owner: ClassId, field: string): boolean {
    return this.parts.get(fieldPlace(owner, field)) === true;
  }

  /** What it holds is reached by the rule that its tags, or its class, say; that is looked at elsewhere. */
  isKept(owner: ClassId, field: string): boolean {
    return this.isKeptPlace(fieldPlace(owner, field));
  }

  isKeptPlace(place: string): boolean {
    const tags = this.tags.get(place);
    return this.ofLocks.has(place) || (tags !== undefined && (tags.guard !== null || tags.excuse !== null));
  }

  /** Every access is atomic: C knows the field by its class, not behind an interface. */
  isAtomic(place: string): boolean {
    return this.tags.get(place)?.atomic === true && !this.behindInterfaces.has(place);
  }

  tagsOf(place: string): FieldSharing | null {
    return this.tags.get(place) ?? null;
  }

  private scan(f: HirFunction, index: ProgramIndex, flow: ValueFlow): void {
    walkFunction(f, {
      statement: (s) => {
        if (s.kind !== "assign") return;
        if (s.target.kind === "field") {
          this.note(fieldPlace(s.target.class, s.target.field), s.value);
          this.noteParameter(fieldPlace(s.target.class, s.target.field), s.value, f);
        }
        if (s.target.kind === "interfaceField") {
          for (const place of flow.interfaceFieldPlaces(s.target.interface, s.target.field)) this.note(place, s.value);
        }
      },
    });
    for (const node of mentionsOf(f)) {
      if (node.kind === "interfaceField")
        for (const place of flow.interfaceFieldPlaces(node.interface, node.field)) this.behindInterfaces.add(place);
      if (node.kind === "record")
        for (const c of index.lineage(node.class)) for (const field of c.fields) this.parts.set(fieldPlace(c.id, field.name), false);
    }
  }

  private noteParameter(place: string, value: Value, f: HirFunction): void {
    const n = value.kind === "local" ? f.parameters.indexOf(value.local) : -1;
    const only = n > 0 && f.name.endsWith("constructor") && !this.fromParameter.has(place);
    this.fromParameter.set(place, only ? { constructor_: f, n } : null);
  }

  /** Every object that has the field was given it by somebody who had just made it. True when that is news. */
  makePart(place: string): boolean {
    const isNew = this.parts.get(place) !== true;
    this.parts.set(place, true);
    return isNew;
  }

  private note(place: string, value: Value): void {
    this.written.add(place);
    const made = isOperation(value) && (making.has(value.kind) || (value.kind === "builtin" && value.name.endsWith("_new")));
    this.parts.set(place, made && this.parts.get(place) !== false);
  }
}
