/** C identifiers for TypeScript names: kept where C has nothing against them. */

/** Keywords, macros of the freestanding headers, and names that generated functions use themselves. */
const reserved: ReadonlySet<string> = new Set(
  [
    "auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return",
    "short signed sizeof static struct switch typedef union unsigned void volatile while asm typeof bool true false NULL offsetof size_t",
    "ptrdiff_t wchar_t max_align_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t intmax_t uintmax_t",
    "result fine returned unix linux main",
  ].flatMap((line) => line.split(" ")),
);

const identifiers = new Map<string, string>();

/** A member or local name as C accepts it. */
export function cIdentifier(name: string): string {
  const known = identifiers.get(name) ?? makeIdentifier(name);
  identifiers.set(name, known);
  return known;
}

function makeIdentifier(name: string): string {
  const foreign = [...name].filter((character) => !/[A-Za-z0-9_]/.test(character));
  const plain = name.replace(/[^A-Za-z0-9_]/gu, "_") + foreign.map((character) => `_${character.codePointAt(0)?.toString(16)}`).join("");
  const safe = /^([0-9]|_*$)/.test(plain) || (foreign.length > 0 && plain.startsWith("_")) ? `v${plain}` : plain;
  return reserved.has(safe) || safe.startsWith("__") ? `${safe}_` : safe;
}

/** Names within one function, each used once. */
export class LocalNames {
  private readonly used = new Set<string>();

  /** @param taken names of the file's scope that a local must not hide */
  constructor(private readonly taken: ReadonlySet<string>) {}

  /** `wanted` as a C identifier, with a number behind it where something has that name. Nothing gets it again. */
  unique(wanted: string): string {
    const base = cIdentifier(wanted);
    let name = base;
    for (let n = 2; this.used.has(name) || this.taken.has(name); n++) name = `${base}_${n}`;
    this.used.add(name);
    return name;
  }
}
