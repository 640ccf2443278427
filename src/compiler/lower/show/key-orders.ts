/**
 * The order in which object literals name their fields. An object is shown in that order, which is not always the one that its type lists
 * them in: such literals make objects of a class of their own, which extends the type's and differs in this alone.
 */
import { allFields, type ClassInfo } from "../classes/class-info.js";
import type { Compilation } from "../compilation.js";
import { NotShown } from "./shapes.js";

/** A key, or those of the object that is spread there, as far as they are wanted. */
export type KeyPart = string | { readonly of: ClassInfo; readonly keys: readonly string[] };

/** The class of the objects that a literal makes. `info` where the order cannot be seen, or is that of the fields. */
export function classWithKeys(info: ClassInfo, parts: readonly KeyPart[], compilation: Compilation, make: MakeClass): ClassInfo {
  if (!compilation.shown.isWanted) return info;
  const fields = inOrder(allFields(info).map((field) => field.name));
  const keys = parts.every((part) => typeof part === "string") ? inOrder(parts) : null;
  if (keys !== null && keys.join() === fields.join()) {
    compilation.shown.madePlainly.add(info);
    return info;
  }
  const text = parts.map((part) => (typeof part === "string" ? part : `...${part.of.hir.id}(${part.keys.join()})`)).join();
  const key = `keys ${info.hir.id} ${text}`;
  return compilation.classes.get(
    key,
    () => info.files,
    () => {
      const made = make(info);
      made.keys = parts;
      return made;
    },
  );
}

/** Makes a class that extends `base` and adds nothing. */
export type MakeClass = (base: ClassInfo) => ClassInfo;

/** As JavaScript lists them: indices first, by size, the others as they came; a key keeps its first place. */
function inOrder(keys: readonly string[]): readonly string[] {
  const once = [...new Set(keys)];
  const isIndex = (key: string): boolean => /^(0|[1-9]\d{0,8})$/.test(key);
  const indices = once.filter(isIndex).sort((a, b) => Number(a) - Number(b));
  return [...indices, ...once.filter((key) => !isIndex(key))];
}

/** The keys of an object of exactly the class `info`, in order. @throws NotShown where an object that is spread may have several orders */
export function keysOf(info: ClassInfo, compilation: Compilation): readonly string[] {
  const fields = inOrder(allFields(info).map((field) => field.name));
  return info.keys === null ? fields : resolved(info, info.keys, compilation, []);
}

function resolved(info: ClassInfo, parts: readonly KeyPart[], compilation: Compilation, open: readonly ClassInfo[]): readonly string[] {
  return inOrder(
    parts.flatMap((part) => {
      if (typeof part === "string") return [part];
      const order = theOrder(part.of, compilation, [...open, info]);
      return order.filter((key) => part.keys.includes(key));
    }),
  );
}

/** The one order that all objects of the type have. Those being looked at take part by what the others say. */
function theOrder(type: ClassInfo, compilation: Compilation, open: readonly ClassInfo[]): readonly string[] {
  const orders = new Set<string>();
  const found: (readonly string[])[] = [];
  const note = (keys: readonly string[]): void => {
    if (!orders.has(keys.join())) found.push(keys);
    orders.add(keys.join());
  };
  const derived = [...compilation.classesById.values()].filter((each) => each.base === type);
  if (type.declaration !== null || type.keys !== null || compilation.shown.madePlainly.has(type) || derived.length === 0)
    note(inOrder(allFields(type).map((field) => field.name)));
  for (const each of derived) {
    if (each.keys === null) throw new NotShown(`an object that is spread may be a \`${each.hir.name}\`, which has more fields`);
    if (!open.includes(each)) note(resolved(each, each.keys, compilation, open));
  }
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new NotShown(`a \`${type.hir.name}\` that is spread may have its fields in several orders`);
  return only;
}
