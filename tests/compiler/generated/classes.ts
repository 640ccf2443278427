/** Classes: fields, accessors, statics, methods that classes below override, interfaces. */
import { bodyText, fields, parametersText } from "./declarations.js";
import { argumentsFor, constant, value } from "./expressions.js";
import { someType } from "./some-type.js";
import { textOf, type ClassShape, type Field, type OfKind, type Signature, type Type } from "./types.js";
import type { Writer } from "./writer.js";

function signatures(w: Writer, count: number): readonly Signature[] {
  return Array.from({ length: count }, () => ({
    name: w.fresh("m"),
    parameters: Array.from({ length: w.choices.below(3) }, () => someType(w, 1)),
    result: someType(w, 1),
  }));
}

/** Writes a member with `this` visible. @param shape what of the class may be used there */
function withThis(w: Writer, shape: ClassShape, result: Type | null, write: () => string): string {
  return w.insideAlone(
    () => {
      w.declare({ text: "this", type: { kind: "class", shape }, isMutable: false });
      return write();
    },
    { labels: [], result, yields: null },
  );
}

/** @param above the class whose method of the same name this one overrides */
function method(w: Writer, shape: ClassShape, { name, parameters, result }: Signature, above: ClassShape | null): string {
  return withThis(w, shape, result, () => {
    const head = `${above === null ? "" : "override "}${name}(${parametersText(w, parameters)}): ${textOf(result)}`;
    if (above !== null && !above.isAbstract && w.choices.chance(60)) {
      const inherited = w.fresh("s");
      const first = `if (spent()) return ${constant(w, result)};\nconst ${inherited}: ${textOf(result)} = super.${name}(${argumentsFor(w, parameters, 1)});`;
      w.declare({ text: inherited, type: result, isMutable: false });
      return `${head} {\n${first}\n${bodyText(w, result, 2)}\n}`;
    }
    return `${head} {\n${bodyText(w, result, 3)}\n}`;
  });
}

/** A pair over a field of its own. */
function accessorText(w: Writer, shape: ClassShape, { name, type }: Field): string {
  const bare: ClassShape = { ...shape, methods: [], accessors: [] };
  const text = textOf(type);
  const getter = withThis(
    w,
    bare,
    type,
    () => `get ${name}(): ${text} { this.reads++; return ${w.choices.chance(50) ? `this.${name}Stored` : value(w, type, 0)}; }`,
  );
  return `private ${name}Stored: ${text} = ${constant(w, type)};\n${getter}\nset ${name}(x: ${text}) { this.${name}Stored = x; }`;
}

interface Plan {
  readonly base: ClassShape | null;
  readonly implemented: OfKind<"interface"> | null;
  readonly isAbstract: boolean;
}

function planned(w: Writer, { base, implemented, isAbstract }: Plan): ClassShape {
  const own = [...(implemented?.methods ?? []), ...signatures(w, w.choices.between(1, 2))];
  return {
    name: w.fresh("C"),
    base,
    parameters: [...Array.from({ length: w.choices.below(3) }, () => someType(w, 1)), ...(base?.parameters ?? [])],
    fields: [...fields(w, 2, 1), ...(base?.fields ?? [])],
    accessors: [...(w.choices.chance(40) ? [{ name: w.fresh("b"), type: someType(w, 1) }] : []), ...(base?.accessors ?? [])],
    methods: [...own, ...(base?.methods ?? [])],
    isAbstract,
  };
}

function constructorText(w: Writer, { base, parameters }: ClassShape): string {
  return w.insideAlone(
    () => {
      const inherited = base?.parameters.length ?? 0;
      const own = parametersText(w, parameters.slice(0, parameters.length - inherited)).replace(
        /\bp\d+:/g,
        (name) => `${w.choices.chance(50) ? "readonly " : "private "}${name}`,
      );
      const passed = parameters.slice(parameters.length - inherited).map((type) => ({ name: w.fresh("q"), text: textOf(type) }));
      const list = [own, ...passed.map(({ name, text }) => `${name}: ${text}`)].filter((part) => part !== "").join(", ");
      const above = base === null ? "" : ` super(${passed.map(({ name }) => name).join(", ")}); `;
      return `constructor(${list}) {${above}}`;
    },
    { labels: [], result: null, yields: null },
  );
}

function classText(w: Writer, shape: ClassShape, { base, implemented, isAbstract }: Plan): string {
  const inherited = new Set(base?.methods.map(({ name }) => name));
  const overridden = shape.methods.filter(({ name }) => inherited.has(name) && (base?.isAbstract === true || w.choices.chance(50)));
  const own = shape.methods.filter(({ name }) => !inherited.has(name));
  const ownFields = shape.fields.slice(0, shape.fields.length - (base?.fields.length ?? 0));
  const ownAccessors = shape.accessors.slice(0, shape.accessors.length - (base?.accessors.length ?? 0));
  const heads = own.map(
    ({ name, parameters, result }) =>
      `abstract ${name}(${parameters.map((type, n) => `x${n}: ${textOf(type)}`).join(", ")}): ${textOf(result)};`,
  );
  return [
    `${isAbstract ? "abstract " : ""}class ${shape.name}${base === null ? "" : ` extends ${base.name}`}${implemented === null ? "" : ` implements ${implemented.name}`} {`,
    ...(base === null ? ["static made: u32 = 0;", `static next(): u32 { return ${shape.name}.made++; }`, "reads: u32 = 0;"] : []),
    ...ownFields.map(
      ({ name, type }) =>
        `${name}: ${textOf(type)} = ${w.insideAlone(() => value(w, type, 1), { labels: [], result: null, yields: null })};`,
    ),
    ...ownAccessors.map((accessor) => accessorText(w, shape, accessor)),
    constructorText(w, shape),
    ...(isAbstract ? heads : own.map((one) => method(w, shape, one, null))),
    ...overridden.map((one) => method(w, shape, one, base)),
    "}",
  ].join("\n");
}

/** An interface, and what a class below it must have. */
export function declareInterface(w: Writer): void {
  const methods = signatures(w, w.choices.between(1, 2));
  const makers: ClassShape[] = [];
  const type: OfKind<"interface"> = { kind: "interface", name: w.fresh("I"), methods, makers };
  w.declarations.push(
    `interface ${type.name} { ${methods.map(({ name, parameters, result }) => `${name}(${parameters.map((of, n) => `x${n}: ${textOf(of)}`).join(", ")}): ${textOf(result)};`).join(" ")} }`,
  );
  for (let n = 0; n < 2; n++) makers.push(...declareFamily(w, type));
  w.interfaceTypes.push(type);
}

/** A class, and one below it or none; below an abstract one there is at least one. */
export function declareFamily(w: Writer, implemented: OfKind<"interface"> | null): readonly ClassShape[] {
  const first: Plan = { base: null, implemented, isAbstract: w.choices.chance(25) };
  const base = planned(w, first);
  const baseText = classText(w, base, first);
  const made = [base];
  const texts = [baseText, `function as${base.name}(x: ${base.name}): ${base.name} { return x; }`];
  for (let n = w.choices.between(first.isAbstract ? 1 : 0, 1); n > 0; n--) {
    const plan: Plan = { base, implemented: null, isAbstract: false };
    const derived = planned(w, plan);
    texts.push(classText(w, derived, plan));
    made.push(derived);
  }
  w.declarations.push(...texts);
  w.classes.push(...made);
  return made;
}
