/** The closed program by name: classes, their order and relations, and who answers a call. */
import type { ClassId, HirClass, HirField, HirFunction, HirInterface, HirModule, HirProgram, HirType } from "../hir/nodes.js";

interface ClassNumbers {
  /** Pre-order number of the class. */
  readonly first: number;
  /** ... and of its last descendant. */
  readonly last: number;
}

/** What it says of instances holds for classes that `makeLive` has named. */
export class ProgramIndex {
  readonly classes = new Map<ClassId, HirClass>();
  readonly interfaces = new Map<ClassId, HirInterface>();
  /** Module in which a class or interface stands. */
  readonly home = new Map<ClassId, HirModule>();
  private readonly children = new Map<ClassId, HirClass[]>();
  private readonly numbers = new Map<ClassId, ClassNumbers>();
  private readonly lineages = new Map<ClassId, readonly HirClass[]>();
  private readonly promised = new Map<HirClass, ReadonlySet<ClassId>>();
  /** Classes that can have instances by each interface that they implement, whether they are live or not. */
  private readonly promising = new Map<ClassId, HirClass[]>();
  private readonly live = new Set<ClassId>();
  /** What depends on which classes are live, asked for over and over. */
  private readonly instancesOf = new Map<ClassId, readonly HirClass[]>();
  private readonly implementing = new Map<ClassId, readonly HirClass[]>();
  private readonly methods = new Map<ClassId, Map<string, readonly HirFunction[]>>();

  constructor(readonly program: HirProgram) {
    for (const module of program.modules) this.addModule(module);
    let next = 1;
    const number = (c: HirClass): void => {
      const first = next++;
      for (const child of this.childrenOf(c.id)) number(child);
      this.numbers.set(c.id, { first, last: next - 1 });
    };
    for (const c of this.classes.values()) {
      if (c.base === null) number(c);
      if (!c.abstract) for (const id of this.promises(c)) this.notePromise(id, c);
    }
  }

  /** @throws Error where there is none: a bug of ours */
  class(id: ClassId): HirClass {
    const found = this.classes.get(id);
    if (found === undefined) throw new Error(`the program has no class ${id}`);
    return found;
  }

  /** @throws Error where there is none: a bug of ours */
  interface(id: ClassId): HirInterface {
    const found = this.interfaces.get(id);
    if (found === undefined) throw new Error(`the program has no interface ${id}`);
    return found;
  }

  numbersOf(id: ClassId): ClassNumbers {
    const found = this.numbers.get(id);
    if (found === undefined) throw new Error(`class ${id} has a base that the program has not`);
    return found;
  }

  /** Those that extend it directly. */
  childrenOf(id: ClassId): readonly HirClass[] {
    return this.children.get(id) ?? [];
  }

  /** The class and its bases, the root last. */
  lineage(id: ClassId): readonly HirClass[] {
    const known = this.lineages.get(id);
    if (known !== undefined) return known;
    const own = this.class(id);
    const lineage = own.base === null ? [own] : [own, ...this.lineage(own.base)];
    this.lineages.set(id, lineage);
    return lineage;
  }

  /** The class and all that extend it. */
  family(id: ClassId): readonly HirClass[] {
    return [this.class(id), ...this.childrenOf(id).flatMap((child) => this.family(child.id))];
  }

  /** The program makes objects of exactly this class. True when that is news. */
  makeLive(id: ClassId): boolean {
    if (this.live.has(id)) return false;
    this.live.add(id);
    for (const known of [this.instancesOf, this.implementing, this.methods]) known.clear();
    return true;
  }

  isLive(c: HirClass): boolean {
    return this.live.has(c.id);
  }

  /** Live classes whose instances a value of this class can be. */
  instances(id: ClassId): readonly HirClass[] {
    const known = this.instancesOf.get(id) ?? this.family(id).filter((c) => this.isLive(c));
    this.instancesOf.set(id, known);
    return known;
  }

  /** Methods of that name that the live classes have: of `owner` and below, or of those that implement the interface `owner`. */
  methodsOf(owner: ClassId, name: string, viaInterface: boolean): readonly HirFunction[] {
    const byName = this.methods.get(owner) ?? new Map<string, readonly HirFunction[]>();
    this.methods.set(owner, byName);
    const known = byName.get(name);
    if (known !== undefined) return known;
    const classes = viaInterface ? this.implementors(owner) : this.instances(owner);
    const found = new Set(classes.map((c) => this.findMethod(c.id, name)).filter((f) => f !== null));
    byName.set(name, [...found]);
    return [...found];
  }

  /** `id` is `base`, or extends it. */
  isA(id: ClassId, base: ClassId): boolean {
    return this.lineage(id).some((c) => c.id === base);
  }

  /** The method as an instance of `id` has it. */
  findMethod(id: ClassId, name: string): HirFunction | null {
    for (const c of this.lineage(id)) {
      const method = c.methods.get(name);
      if (method !== undefined) return method;
    }
    return null;
  }

  /** Of the class or of its nearest base that has it; null: none. */
  findField(id: ClassId, name: string): { readonly field: HirField; readonly owner: HirClass } | null {
    for (const owner of this.lineage(id)) {
      const field = owner.fields.find((f) => f.name === name);
      if (field !== undefined) return { field, owner };
    }
    return null;
  }

  /** The interface and all that it extends. */
  interfaceLineage(id: ClassId): readonly HirInterface[] {
    const own = this.interface(id);
    return [own, ...own.extends.flatMap((base) => this.interfaceLineage(base))];
  }

  /** Live classes that implement the interface, by themselves, a base or an extending interface. */
  implementors(id: ClassId): readonly HirClass[] {
    const known = this.implementing.get(id) ?? (this.promising.get(id) ?? []).filter((c) => this.isLive(c));
    this.implementing.set(id, known);
    return known;
  }

  /** Every interface that instances of `c` implement. */
  promises(c: HirClass): ReadonlySet<ClassId> {
    const known = this.promised.get(c);
    if (known !== undefined) return known;
    const declared = this.lineage(c.id).flatMap((each) => each.interfaces);
    const promised = new Set(declared.flatMap((id) => this.interfaceLineage(id).map((each) => each.id)));
    this.promised.set(c, promised);
    return promised;
  }

  /** Live classes whose objects a value of this type can be; none for what is not an object. */
  classesOf(type: HirType): readonly HirClass[] {
    switch (type.kind) {
      case "object":
        return this.instances(type.class);
      case "union":
        return type.classes.flatMap((id) => this.instances(id));
      case "interface":
        return this.implementors(type.interface);
      case "mixed":
        return type.members.flatMap((member) => this.classesOf(member));
      case "optional":
        return this.classesOf(type.of);
      default:
        return [];
    }
  }

  private notePromise(id: ClassId, c: HirClass): void {
    const others = this.promising.get(id);
    if (others === undefined) this.promising.set(id, [c]);
    else others.push(c);
  }

  private addModule(module: HirModule): void {
    for (const c of module.classes) {
      this.classes.set(c.id, c);
      this.home.set(c.id, module);
      if (c.base !== null) {
        const siblings = this.children.get(c.base);
        if (siblings === undefined) this.children.set(c.base, [c]);
        else siblings.push(c);
      }
    }
    for (const i of module.interfaces) {
      this.interfaces.set(i.id, i);
      this.home.set(i.id, module);
    }
  }
}
