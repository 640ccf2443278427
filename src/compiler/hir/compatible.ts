/** Whether a value of one type may stand where another is expected, with no code but a cast of the pointer. */
import { hirTypeText, presentType } from "./type-text.js";
import { isCounted, type HirType } from "./types.js";

/** Kinds whose values are instances of classes of the program. */
const objectKinds: ReadonlySet<HirType["kind"]> = new Set<HirType["kind"]>(["object", "interface", "union"]);

/** An instance of a class of the program, perhaps an absent one. */
export function isObjectType(type: HirType): boolean {
  return objectKinds.has(presentType(type).kind);
}

/** Of the same text, which is made only where it has to be. */
export function isSameType(a: HirType, b: HirType): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === "object" && b.kind === "object") return a.class === b.class;
  return hirTypeText(a) === hirTypeText(b);
}

/** Same representation. Which class an object is of is the front's business; a missing value may not stand for a present one. */
export function isCompatible(from: HirType, to: HirType): boolean {
  if (isSameType(from, to)) return true;
  if (!isCounted(from) || !isCounted(to)) return false;
  const [source, target] = [presentType(from), presentType(to)];
  if (source.kind === "mixed" || target.kind === "mixed") return source.kind !== "cell" && target.kind !== "cell";
  if (objectKinds.has(source.kind) && objectKinds.has(target.kind)) return true;
  return source.kind === target.kind && sameContent(source, target);
}

function sameContent(a: HirType, b: HirType): boolean {
  if (a.kind === "array" && b.kind === "array") return isCompatible(a.element, b.element);
  if (a.kind === "map" && b.kind === "map") return isCompatible(a.key, b.key) && isCompatible(a.value, b.value);
  if (a.kind === "set" && b.kind === "set") return isCompatible(a.element, b.element);
  if (a.kind === "cell" && b.kind === "cell") return isCompatible(a.of, b.of);
  if (a.kind === "weak" && b.kind === "weak") return true;
  if (a.kind !== "closure" || b.kind !== "closure") return hirTypeText(a) === hirTypeText(b);
  const sameParameters =
    a.parameters.length === b.parameters.length && a.parameters.every((type, i) => isCompatible(type, b.parameters[i] ?? type));
  return sameParameters && (isCompatible(a.result, b.result) || hirTypeText(a.result) === hirTypeText(b.result));
}
