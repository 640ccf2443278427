/** What the runtime's operations give: integers within known limits. */
import type { Operation } from "../../hir/nodes.js";
import { typeRange, type Range } from "./evaluate.js";

const limits: Readonly<Record<string, readonly [least: number, greatest: number]>> = {
  string_code_unit_at: [0, 0xffff],
  string_code_point_at: [0, 0x10ffff],
  string_index_of: [-1, 0xffff_ffff],
  string_last_index_of: [-1, 0xffff_ffff],
};

export function operationRange(op: Operation): Range {
  const known = op.kind === "builtin" ? limits[op.name] : undefined;
  if (known === undefined) return typeRange(op.type);
  return { least: known[0], greatest: known[1], linear: null };
}
