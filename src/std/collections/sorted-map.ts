class SortedEntry<K extends number | bigint, V> {
  constructor(
    readonly key: K,
    public value: V,
  ) {}
}

/** A map whose keys are numbers in ascending order. Looking up takes log n steps, adding and deleting moves what comes after. */
export class SortedMap<K extends number | bigint, V> {
  private readonly entries: SortedEntry<K, V>[] = [];

  get size(): number {
    return this.entries.length;
  }

  has(key: K): boolean {
    return this.holds(this.position(key), key);
  }

  get(key: K): V | undefined {
    const at = this.position(key);
    return this.holds(at, key) ? this.entries[at]!.value : undefined;
  }

  /** The entry with the greatest key that is not above `key`: what a range that starts there is looked up by. */
  floor(key: K): V | undefined {
    const at = this.position(key);
    if (this.holds(at, key)) return this.entries[at]!.value;
    return at === 0 ? undefined : this.entries[at - 1]!.value;
  }

  /** Adds `key` or replaces its value. Without memory nothing is changed. */
  set(key: K, value: V): void {
    const at = this.position(key);
    if (this.holds(at, key)) {
      this.entries[at]!.value = value;
      return;
    }
    this.entries.splice(at, 0, new SortedEntry(key, value));
  }

  /** False when there was no such key. */
  delete(key: K): boolean {
    const at = this.position(key);
    if (!this.holds(at, key)) return false;
    this.entries.splice(at, 1);
    return true;
  }

  clear(): void {
    this.entries.length = 0;
  }

  /** All keys, ascending, as they are now. */
  keys(): readonly K[] {
    return this.entries.map((entry) => entry.key);
  }

  /** All values in the order of their keys, as they are now. */
  values(): readonly V[] {
    return this.entries.map((entry) => entry.value);
  }

  /** Calls `body` in ascending order of keys. `body` must not change the map. */
  forEach(body: (value: V, key: K) => void): void {
    for (const entry of this.entries) body(entry.value, entry.key);
  }

  /** Position of the first entry whose key is not below `key`. */
  private position(key: K): number {
    let least = 0;
    let greatest = this.entries.length;
    while (least < greatest) {
      const middle = (least + greatest) >>> 1;
      if (this.entries[middle]!.key < key) least = middle + 1;
      else greatest = middle;
    }
    return least;
  }

  private holds(position: number, key: K): boolean {
    return position < this.entries.length && this.entries[position]!.key === key;
  }
}
