/** Unions of different kinds: `string | number`, `Error | string[] | null`. */
import type { HirType } from "../../hir/types.js";
import { refuse } from "../refusal.js";
import type { TypeScope } from "./from-ts.js";
import { isNarrow, isWide, sameType, typeText } from "./hir-types.js";
import { commonNarrowType } from "./ranges.js";
import { unionOfObjects } from "./unions.js";

export type MixedType = HirType & { readonly kind: "mixed" };

/** One type for values of all these; `hasNull`: and for JavaScript's `null`. A single type stays what it is. */
export function mixedOf(types: readonly HirType[], hasNull: boolean, scope: TypeScope): HirType {
  const parts = types.flatMap((type) => (type.kind === "mixed" ? type.members : [type]));
  const members = groups.flatMap((isIn) => memberOf(parts.filter(isIn), scope)).sort((a, b) => (typeText(a) < typeText(b) ? -1 : 1));
  const [only] = members;
  if (members.length === 1 && only !== undefined && !hasNull) return only;
  return { kind: "mixed", members, hasNull };
}

const isObjectLike = ({ kind }: HirType): boolean => kind === "object" || kind === "interface" || kind === "union";
const isContainer = ({ kind }: HirType): boolean => kind === "map" || kind === "set";

/** Types of one group cannot be told from each other, or have a common type. */
const groups: readonly ((type: HirType) => boolean)[] = [
  isNarrow,
  isWide,
  isObjectLike,
  isContainer,
  ...(["bool", "string", "array", "bytes", "closure", "weak", "void", "optional"] as const).map(
    (kind) =>
      (type: HirType): boolean =>
        type.kind === kind,
  ),
];

/** The common type of a group, if it has members. */
function memberOf(types: readonly HirType[], scope: TypeScope): readonly HirType[] {
  const [first, ...others] = types;
  if (first === undefined) return [];
  if (first.kind === "void" || first.kind === "optional") return refuseMixed(types, scope);
  if (others.every((other) => sameType(other, first))) return [first];
  if (isNarrow(first)) return [types.reduce((a, b) => commonNarrowType(a, b))];
  return isObjectLike(first) ? [unionOfObjects(types, scope)] : refuseMixed(types, scope);
}

function refuseMixed(types: readonly HirType[], scope: TypeScope): never {
  return refuse(scope.node, "union-of-different-kinds", { types: types.map(typeText).join(" | ") });
}
