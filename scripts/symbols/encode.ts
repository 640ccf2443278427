/** The table that a panic reads, in the form that runtime-c/panic/symbol_table.h describes. */

export interface Place {
  readonly name: string;
  readonly file: string;
  /** 0: not known. */
  readonly line: number;
}

/** One call, or the start of a function. */
export interface CodeAddress {
  /** From the start of the image; of a call: where it returns to, less the unit. */
  readonly address: number;
  /** Innermost inlined function first; at least one. */
  readonly places: readonly Place[];
}

class ByteWriter {
  private readonly bytes: number[] = [];

  number(value: number): void {
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      if (rest < 128) {
        this.bytes.push(rest);
        return;
      }
      this.bytes.push((rest % 128) + 128);
    }
  }

  string(text: string): void {
    this.bytes.push(...Buffer.from(text), 0);
  }

  toBytes(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}

/** Gives each key a number, in the order in which they come. */
class Numbering<T> {
  private readonly numbers = new Map<string, number>();
  readonly items: T[] = [];

  numberOf(key: string, item: T): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.items.length);
    this.items.push(item);
    return this.items.length - 1;
  }
}

interface NumberedPlace {
  readonly function: number;
  readonly line: number;
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function writeRecord(out: ByteWriter, distance: number, places: readonly NumberedPlace[], before: NumberedPlace | undefined): void {
  const [only] = places;
  if (only !== undefined && places.length === 1 && only.function === before?.function) {
    out.number(2 * distance + 1);
    out.number(zigzag(only.line - before.line));
    return;
  }
  out.number(2 * distance);
  out.number(places.length);
  for (const place of places) {
    out.number(place.function);
    out.number(place.line);
  }
}

/** @param unit bytes that every address is a multiple of */
export function encodeTable(addresses: readonly CodeAddress[], unit: number): Uint8Array {
  const files = new Numbering<string>();
  const functions = new Numbering<{ readonly name: string; readonly file: number }>();
  const sorted = [...addresses].sort((a, b) => a.address - b.address);
  const records = sorted.map(({ address, places }) => ({
    address,
    places: places.map(({ name, file, line }) => {
      const item = { name, file: files.numberOf(file, file) };
      return { function: functions.numberOf(`${name}\0${file}`, item), line };
    }),
  }));

  const out = new ByteWriter();
  out.number(unit);
  out.number(files.items.length);
  for (const file of files.items) out.string(file);
  out.number(functions.items.length);
  for (const { name, file } of functions.items) {
    out.string(name);
    out.number(file);
  }
  out.number(records.length);
  records.forEach(({ address, places }, n) => {
    const before = records[n - 1];
    writeRecord(out, (address - (before?.address ?? 0)) / unit, places, before?.places.at(-1));
  });
  return out.toBytes();
}
