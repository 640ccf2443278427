/**
 * Calls by the receiver's class. Every method or data member that is reached through a base class or an interface, and has
 * more than one answer, gets a slot; members that one class has both get different slots (greedy colouring). One load finds the
 * class, one the slot.
 */
import type { ClassId, HirClass, HirFunction, HirType } from "../hir/nodes.js";
import { mentionsOf, walkFunction } from "../hir/walk.js";
import type { ProgramIndex } from "../passes/program-index.js";
import { callKey, candidates, type DynamicCall, type Reachable } from "../passes/reachable.js";
import { cIdentifier } from "./names.js";
import { castTo, member, type Code } from "./code.js";
import { cType, declared, pointerTo } from "./types.js";
import { isCounted } from "../hir/types.js";

/** Parameters without the receiver. */
export interface MethodSignature {
  readonly parameters: readonly HirType[];
  readonly result: HirType;
}

/** A method called through a table. */
export interface MethodSlot {
  readonly call: DynamicCall;
  readonly slot: number;
  readonly signature: MethodSignature;
  /** One of the candidates may throw, so all are called as if they might. */
  readonly mayThrow: boolean;
  /** C function that makes the call. */
  readonly caller: string;
}

/** A data member read or written through an interface. */
interface FieldSlot {
  readonly interface: ClassId;
  readonly field: string;
  readonly type: HirType;
  readonly slot: number;
  /** C function that gives its address. */
  readonly finder: string;
}

interface Member {
  readonly key: string;
  readonly classes: readonly HirClass[];
}

/** What a table's place holds in one class. */
export type TableEntry =
  | { readonly kind: "method"; readonly function: HirFunction; readonly mayThrow: boolean }
  | { readonly kind: "field"; readonly owner: ClassId; readonly field: string };

const noEntries: readonly (TableEntry | null)[] = [];

export class Dispatch {
  readonly methods = new Map<string, MethodSlot>();
  readonly fields = new Map<string, FieldSlot>();
  /** What to find at each slot, by class. */
  private readonly tables = new Map<HirClass, (TableEntry | null)[]>();

  constructor(
    private readonly index: ProgramIndex,
    private readonly reachable: Reachable,
  ) {
    const calls = [...reachable.dynamicCalls.values()].filter((call) => candidates(index, call).length > 1);
    const fields = this.interfaceFields().filter((f) => this.owners(f.interface, f.field).length > 1);
    const slots = colour([
      ...calls.map((call) => ({ key: callKey(call), classes: this.receivers(call) })),
      ...fields.map((f) => ({ key: fieldKey(f.interface, f.field), classes: index.implementors(f.interface) })),
    ]);
    for (const call of calls) this.methods.set(callKey(call), this.methodSlot(call, slots.get(callKey(call)) ?? 0));
    for (const f of fields)
      this.fields.set(fieldKey(f.interface, f.field), this.fieldSlot(f, slots.get(fieldKey(f.interface, f.field)) ?? 0));
    this.fillTables();
  }

  /** The one function that the call can reach, the slot to go through, or null when no class answers. */
  resolve(call: DynamicCall): HirFunction | MethodSlot | null {
    return this.methods.get(callKey(call)) ?? candidates(this.index, call)[0] ?? null;
  }

  /** Member access for a data member of an interface. */
  interfaceFieldAccess(id: ClassId, field: string, object: Code): string {
    const slot = this.fields.get(fieldKey(id, field));
    if (slot !== undefined) return `(*${slot.finder}(${object.text}))`;
    const owner = this.owners(id, field)[0];
    if (owner === undefined) throw new Error(`no class has the field ${field} of ${id}`);
    return member(castTo(`struct ${owner} *`, object), cIdentifier(field));
  }

  /** The class's table: what to find at each slot. */
  table(c: HirClass): readonly (TableEntry | null)[] {
    return this.tables.get(c) ?? noEntries;
  }

  private fillTables(): void {
    for (const { call, slot, mayThrow } of this.methods.values())
      for (const c of this.receivers(call)) {
        const found = this.index.findMethod(c.id, call.method);
        if (found !== null) this.put(c, slot, { kind: "method", function: found, mayThrow });
      }
    for (const { interface: id, field, slot } of this.fields.values())
      for (const c of this.index.implementors(id)) {
        const found = this.index.findField(c.id, field);
        if (found !== null) this.put(c, slot, { kind: "field", owner: found.owner.id, field });
      }
  }

  private put(c: HirClass, slot: number, entry: TableEntry): void {
    const entries = this.tables.get(c) ?? [];
    while (entries.length <= slot) entries.push(null);
    entries[slot] = entry;
    this.tables.set(c, entries);
  }

  /** Inline functions that make the calls, for the header. */
  declarations(): readonly string[] {
    return [...[...this.methods.values()].flatMap(callerLines), ...[...this.fields.values()].flatMap(finderLines)];
  }

  private receivers(call: DynamicCall): readonly HirClass[] {
    return call.viaInterface ? this.index.implementors(call.owner) : this.index.instances(call.owner);
  }

  private owners(id: ClassId, field: string): readonly ClassId[] {
    const found = this.index.implementors(id).map((c) => this.index.findField(c.id, field)?.owner.id);
    return [...new Set(found.filter((owner) => owner !== undefined))];
  }

  private methodSlot(call: DynamicCall, slot: number): MethodSlot {
    const answers = candidates(this.index, call);
    const signature = call.viaInterface ? this.interfaceSignature(call) : this.classSignature(call, answers);
    const caller = `${call.owner}__${cIdentifier(call.method)}`;
    return { call, slot, signature, mayThrow: answers.some((f) => f.mayThrow), caller };
  }

  private interfaceSignature(call: DynamicCall): MethodSignature {
    for (const i of this.index.interfaceLineage(call.owner)) {
      const method = i.methods.find((m) => m.name === call.method);
      if (method !== undefined) return method;
    }
    throw new Error(`interface ${call.owner} has no method ${call.method}`);
  }

  private classSignature(call: DynamicCall, answers: readonly HirFunction[]): MethodSignature {
    const declaring = this.index.class(call.owner).methods.get(call.method) ?? answers[0];
    if (declaring === undefined) throw new Error(`class ${call.owner} has no method ${call.method}`);
    return { parameters: declaring.parameters.slice(1).map((p) => p.type), result: declaring.result };
  }

  private fieldSlot(f: { readonly interface: ClassId; readonly field: string; readonly type: HirType }, slot: number): FieldSlot {
    return { ...f, slot, finder: `${f.interface}__at_${cIdentifier(f.field)}` };
  }

  private interfaceFields(): readonly { readonly interface: ClassId; readonly field: string; readonly type: HirType }[] {
    const found = new Map<string, { interface: ClassId; field: string; type: HirType }>();
    const note = (id: ClassId, field: string): void => {
      const declaredField = this.index
        .interfaceLineage(id)
        .flatMap((i) => i.fields)
        .find((f) => f.name === field);
      if (declaredField === undefined) throw new Error(`interface ${id} has no field ${field}`);
      found.set(fieldKey(id, field), { interface: id, field, type: declaredField.type });
    };
    for (const f of this.reachable.functions) {
      walkFunction(f, {
        statement: (s) => s.kind === "assign" && s.target.kind === "interfaceField" && note(s.target.interface, s.target.field),
      });
      for (const node of mentionsOf(f)) if (node.kind === "interfaceField") note(node.interface, node.field);
    }
    return [...found.values()];
  }
}

function fieldKey(id: ClassId, field: string): string {
  return `${id}#${field}`;
}

/** The lowest number for each member that no other member of any of its classes has. */
function colour(members: readonly Member[]): ReadonlyMap<string, number> {
  const taken = new Map<HirClass, Set<number>>();
  const colours = new Map<string, number>();
  for (const member of members) {
    const used = member.classes.map((c) => taken.get(c) ?? new Set<number>());
    let slot = 0;
    while (used.some((slots) => slots.has(slot))) slot++;
    colours.set(member.key, slot);
    for (const c of member.classes) taken.set(c, new Set([...(taken.get(c) ?? []), slot]));
  }
  return colours;
}

/** The C parameters after the receiver, and what the function returns, for a signature. */
function cSignature(
  signature: MethodSignature,
  mayThrow: boolean,
): { readonly result: string; readonly parameters: readonly string[]; readonly names: readonly string[] } {
  const names = signature.parameters.map((_, i) => `a${i + 1}`);
  const parameters = signature.parameters.map((type, i) => declared(type, names[i] ?? ""));
  if (!mayThrow) return { result: cType(signature.result), parameters, names };
  if (signature.result.kind === "void") return { result: "bool", parameters, names };
  return { result: "bool", parameters: [...parameters, pointerTo(signature.result, "result")], names: [...names, "result"] };
}

function callerLines(m: MethodSlot): readonly string[] {
  const { result, parameters, names } = cSignature(m.signature, m.mayThrow);
  const all = ["struct rt_object *self", ...parameters].join(", ");
  const space = result.endsWith("*") ? "" : " ";
  const invoke = `((${result}${space}(*)(${all}))self->class->methods[${m.slot}])(${["self", ...names].join(", ")})`;
  return [`static inline ${result}${space}${m.caller}(${all})`, "{", `\t${result === "void" ? "" : "return "}${invoke};`, "}"];
}

function finderLines(f: FieldSlot): readonly string[] {
  const pointer = isCounted(f.type) ? `${cType(f.type)}*` : `${cType(f.type)} *`;
  return [
    `static inline ${pointer}${f.finder}(struct rt_object *self)`,
    "{",
    `\treturn ((void *(*)(struct rt_object *))self->class->methods[${f.slot}])(self);`,
    "}",
  ];
}
