/** Which types of objects a type leads to: along fields and elements, whatever the fields' tags say. */
import type { HirType } from "../../hir/types.js";
import { hirTypeText, presentType } from "../../hir/type-text.js";
import type { ProgramIndex } from "../program-index.js";

export class TypeReach {
  private readonly numbers = new Map<string, number>();
  private readonly numbersOfTypes = new WeakMap<HirType, number>();
  private readonly numbered: HirType[] = [];
  private readonly reached = new Map<number, ReadonlySet<string>>();
  /** By the number of the whole, then of the part. */
  private readonly parts = new Map<number, Map<number, number>>();

  constructor(private readonly index: ProgramIndex) {}

  /** The same for types of the same text, with or without an absent value. */
  numberOf(type: HirType): number {
    const known = this.numbersOfTypes.get(type);
    if (known !== undefined) return known;
    const present = presentType(type);
    const text = hirTypeText(present);
    const number = this.numbers.get(text) ?? this.numbered.push(present) - 1;
    this.numbers.set(text, number);
    this.numbersOfTypes.set(type, number);
    return number;
  }

  /** What `numberOf` gave that number to, without an absent value. */
  typeOf(number: number): HirType {
    const type = this.numbered[number];
    if (type === undefined) throw new Error(`no type has the number ${number}`);
    return type;
  }

  /** What was read out of an object of type `whole` as one of type `part`: the part, or, where that cannot be, something around it. */
  partOf(whole: number, part: number): number {
    const known = this.parts.get(whole) ?? new Map<number, number>();
    this.parts.set(whole, known);
    const found = known.get(part) ?? (this.leads(whole, part) ? part : whole);
    known.set(part, found);
    return found;
  }

  /** Can an object of type `to` be read out of one of type `from`, or be it? What a function has captured only the function reads. */
  private leads(from: number, to: number): boolean {
    const types = this.from(from);
    return this.namesOf(this.typeOf(to)).some((name) => types.has(name));
  }

  private from(number: number): ReadonlySet<string> {
    const known = this.reached.get(number);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const pending = [this.typeOf(number)];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const names = this.namesOf(next).filter((name) => !found.has(name));
      if (names.length === 0) continue;
      names.forEach((name) => found.add(name));
      pending.push(...this.partsOf(next));
    }
    this.reached.set(number, found);
    return found;
  }

  /** The classes of an object; the text of any other type. */
  private namesOf(type: HirType): readonly string[] {
    const present = presentType(type);
    const classes = this.index.classesOf(present);
    return classes.length > 0 ? classes.map((c) => c.id) : [hirTypeText(present)];
  }

  private partsOf(type: HirType): readonly HirType[] {
    const present = presentType(type);
    switch (present.kind) {
      case "array":
      case "set":
        return [present.element];
      case "map":
        return [present.key, present.value];
      case "weak":
        return [present.target];
      case "cell":
        return [present.of];
      case "mixed":
        return present.members;
      default:
        return this.index.classesOf(present).flatMap((c) => this.index.lineage(c.id).flatMap((each) => each.fields.map((f) => f.type)));
    }
  }
}
