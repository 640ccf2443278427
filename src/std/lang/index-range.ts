/** How JavaScript reads an index that its methods take: from the end when negative, cut off at both ends. */

/** `index` of `slice`, `fill`, `at` and the like as a place from 0 to `length`. */
export function relativeIndex(index: number, length: number): number {
  if (index < 0) return index + length < 0 ? 0 : index + length;
  return index > length ? length : index;
}

/** `index` of `substring`, `startsWith` and the like: no counting from the end. */
export function clampedIndex(index: number, length: number): number {
  if (index < 0) return 0;
  return index > length ? length : index;
}
