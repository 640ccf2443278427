/** Which types of objects a type leads to: along fields and elements, whatever the fields' tags say. */
import type { HirType } from "../../hir/types.js";
import { hirTypeText, presentType } from "../../hir/type-text.js";
import type { ProgramIndex } from "../program-index.js";

export class TypeReach {
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(private readonly index: ProgramIndex) {}

  /** Can an object of type `to` be read out of one of type `from`, or be it? What a function has captured only the function reads. */
  leads(from: HirType, to: HirType): boolean {
    const types = this.from(from);
    return this.namesOf(to).some((name) => types.has(name));
  }

  private from(type: HirType): ReadonlySet<string> {
    const text = hirTypeText(presentType(type));
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const pending = [type];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const names = this.namesOf(next).filter((name) => !found.has(name));
      if (names.length === 0) continue;
      names.forEach((name) => found.add(name));
      pending.push(...this.partsOf(next));
    }
    this.known.set(text, found);
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
