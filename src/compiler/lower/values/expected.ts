/** The part of an expected type that a literal can be: `{ … }` where `Node | string | null` is expected is a Node. */
import type { HirType } from "../../hir/types.js";
import { presentType } from "../types/hir-types.js";

/** The type itself, or the member of a mixed one, if its kind is among `kinds`; null otherwise. */
export function expectedAs<K extends HirType["kind"]>(
  expected: HirType | null,
  ...kinds: readonly K[]
): (HirType & { readonly kind: K }) | null {
  const wanted = expected === null ? null : presentType(expected);
  if (wanted === null) return null;
  const candidates = wanted.kind === "mixed" ? wanted.members : [wanted];
  const isOne = (type: HirType): type is HirType & { readonly kind: K } => (kinds as readonly string[]).includes(type.kind);
  return candidates.find(isOne) ?? null;
}
