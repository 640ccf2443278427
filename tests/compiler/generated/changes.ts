/** What changes variables, fields and containers. */
import { order } from "./arrays.js";
import { boolean } from "./booleans.js";
import { value } from "./expressions.js";
import { fitted, whole } from "./numbers.js";
import { string } from "./strings.js";
import { wide } from "./wide.js";
import { smallRanges, type OfKind } from "./types.js";
import type { Place, Writer } from "./writer.js";

/** Containers grow to at most so much, however often a loop comes by. */
const mostElements = 12;

export function change(w: Writer, depth: number): string {
  const places = w.places(({ isMutable, type }) => isMutable || ["array", "map", "set"].includes(type.kind));
  if (places.length === 0) return `fuel -= 1;`;
  const place = w.choices.pick(places);
  if (place.type.kind === "array" && (!place.isMutable || w.choices.chance(75))) return arrayChange(w, place.text, place.type, depth);
  if (place.type.kind === "map" && (!place.isMutable || w.choices.chance(75))) return mapChange(w, place.text, place.type, depth);
  if (place.type.kind === "set" && (!place.isMutable || w.choices.chance(75))) return setChange(w, place.text, place.type, depth);
  return assignment(w, place, depth);
}

function assignment(w: Writer, { text, type }: Place, depth: number): string {
  if (type.kind === "small" && w.choices.chance(50)) return smallUpdate(w, text, type, depth);
  if (type.kind === "wide" && w.choices.chance(40)) return wideUpdate(w, text, type, depth);
  if (type.kind === "string" && w.choices.chance(40)) return `${text} += ${string(w, depth)}; ${text} = ${text}.slice(-20);`;
  if (type.kind === "missing" && w.choices.chance(30)) return `${text} ??= ${value(w, type, depth)};`;
  if (type.kind === "double" && w.choices.chance(40)) return `${text} ${w.choices.pick(["+=", "-=", "*="])} ${value(w, type, depth)};`;
  return `${text} = ${value(w, type, depth)};`;
}

/** Compound assignments whose result fits, but for rare ones. */
function smallUpdate(w: Writer, text: string, { name }: OfKind<"small">, depth: number): string {
  const [least, greatest] = smallRanges[name];
  const step = w.choices.between(1, 9);
  if (w.choices.chance(3)) return `${text} ${w.choices.pick(["+=", "-="])} ${step};`;
  if (w.choices.chance(30)) return `if (${text} < ${greatest} - ${step}) ${text} ${step === 1 ? "++" : `+= ${step}`};`;
  if (w.choices.chance(30)) return `if (${text} > ${least} + ${step}) ${text} ${step === 1 ? "--" : `-= ${step}`};`;
  const mask = fitted(w, "u8", whole(w, depth));
  return least < 0
    ? `${text} ${w.choices.pick([">>=", "%="])} (${mask} & 7) + 1;`
    : `${text} ${w.choices.pick(["%=", ">>>="])} (${mask} & 7) + 1;`;
}

function wideUpdate(w: Writer, text: string, { name }: OfKind<"wide">, depth: number): string {
  const wrap = name === "u64" ? "asUintN" : "asIntN";
  const update = w.choices.pick([
    `${text} ${w.choices.pick(["&=", "|=", "^="])} ${wide(w, name, depth)};`,
    `${text} >>= 3n;`,
    `${text} %= 1000n;`,
  ]);
  return w.choices.chance(40) ? `${text} = BigInt.${wrap}(64, ${text} * ${wide(w, name, depth)} + 1n);` : update;
}

function arrayChange(w: Writer, text: string, type: OfKind<"array">, depth: number): string {
  const one = (): string => value(w, type.of, depth);
  const grow = `if (${text}.length < ${mostElements})`;
  switch (w.choices.below(10)) {
    case 0:
    case 1:
      return `${grow} ${text}.push(${one()}${w.choices.chance(20) ? `, ${one()}` : ""});`;
    case 2:
      return `${grow} ${text}.unshift(${one()});`;
    case 3:
      return `${text}.${w.choices.pick(type.of.kind === "missing" ? ["reverse"] : ["pop", "shift", "reverse"])}();`;
    case 4:
      return `${grow} ${text}.splice(${w.choices.between(-2, 3)}, ${w.choices.below(3)}${w.choices.chance(50) ? `, ${one()}` : ""});`;
    case 5:
      return `${text}.sort((l, r) => ${order(w, type.of)});`;
    case 6:
      return `${text}.fill(${one()}${w.choices.chance(50) ? `, ${w.choices.below(3)}` : ""});`;
    case 7:
      return `if (${text}.length > 1) [${text}[0], ${text}[1]] = [${text}[1]!, ${text}[0]!];`;
    case 8:
      return `if (${text}.length > ${w.choices.below(3)}) ${text}.length = 1;`.replace(/> 0\)/, "> 1)");
    default:
      return storedElement(w, text, type, depth);
  }
}

/** `xs[i] = v` at a place that is there, but for a rare one. */
function storedElement(w: Writer, text: string, type: OfKind<"array">, depth: number): string {
  const at = whole(w, depth).text;
  if (w.choices.chance(3)) return `${text}[${at}] = ${value(w, type.of, depth)};`;
  if (type.of.kind === "small" && w.choices.chance(30))
    return `for (let i = 0; i < ${text}.length; i++) ${text}[i]! ${w.choices.pick([">>=", "%="])} 3;`;
  return `if (${text}.length > 0) ${text}[Math.abs(${at}) % ${text}.length] = ${value(w, type.of, 0)};`;
}

function mapChange(w: Writer, text: string, type: OfKind<"map">, depth: number): string {
  const key = value(w, type.key, depth);
  if (w.choices.chance(25)) return `${text}.delete(${key});`;
  if (w.choices.chance(5)) return `${text}.clear();`;
  if (w.choices.chance(10)) return `if (${boolean(w, depth)}) for (const k of ${text}.keys()) ${text}.delete(k);`;
  return `if (${text}.size < ${mostElements}) ${text}.set(${key}, ${value(w, type.value, depth)});`;
}

function setChange(w: Writer, text: string, type: OfKind<"set">, depth: number): string {
  const element = value(w, type.of, depth);
  if (w.choices.chance(25)) return `${text}.delete(${element});`;
  if (w.choices.chance(5)) return `${text}.clear();`;
  return `if (${text}.size < ${mostElements}) ${text}.add(${element});`;
}
