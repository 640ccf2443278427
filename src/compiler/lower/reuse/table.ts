/** Registries: what lowering has made, by key. What a change does not concern is there for the next compilation, as soon as it is asked for. */
import type * as ts from "typescript";
import { Finding, Stale, type Works } from "./works.js";

export class Table<K, T extends object> {
  private readonly entries = new Map<K, Entry<K, T>>();

  constructor(readonly works: Works) {}

  /**
   * What is there by that key, or else what `make` makes.
   * @param files what the thing depends on: see `Work`
   */
  get(key: K, files: () => readonly ts.SourceFile[], make: () => T): T {
    const known = this.entries.get(key);
    if (known !== undefined && this.works.holds(known)) return this.works.find(known);
    const entry = new Entry(this, key, files(), make);
    this.entries.set(key, entry);
    return this.works.find(entry);
  }

  /** It was needed in the last compilation, and now by work that is repeated. @throws Stale where that key means something else now */
  again(entry: Entry<K, T>): void {
    const now = this.entries.get(entry.key);
    if (now !== entry || !this.works.holds(entry)) throw new Stale();
    this.works.do(entry);
  }

  /** Forgets what the compilation that ends had no use for. */
  sweep(): void {
    for (const [key, { turn }] of this.entries) if (turn !== this.works.turn) this.entries.delete(key);
  }
}

class Entry<K, T extends object> extends Finding<T> {
  constructor(
    private readonly table: Table<K, T>,
    readonly key: K,
    files: readonly ts.SourceFile[],
    make: () => T,
  ) {
    super(files, make);
  }

  override repeat(): void {
    this.table.again(this);
  }
}
