/** "Did you mean …?": the known word that is closest to what somebody typed. */
import type { u32 } from "../std/index.js";

/** The word of `known` that `word` is most likely a slip of; null when none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = allowedDistance(word) + 1;
  for (const candidate of known) {
    if (Math.abs(word.length - candidate.length) >= bestDistance) continue;
    const distance = editDistance(word, candidate);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** One slip in about three characters, at most three; none in a single character. */
function allowedDistance(word: string): u32 {
  return Math.min(3, Math.floor((word.length + 1) / 3));
}

/** Characters to insert, remove, replace or swap with their neighbour to make `from` into `to`. */
export function editDistance(from: string, to: string): u32 {
  let beforeLast: u32[] = [];
  let last: u32[] = [];
  for (let j: u32 = 0; j <= to.length; j++) last.push(j);
  for (let i: u32 = 1; i <= from.length; i++) {
    const row: u32[] = [i];
    for (let j: u32 = 1; j <= to.length; j++) row.push(cellOf(from, to, i, j, row, last, beforeLast));
    beforeLast = last;
    last = row;
  }
  return last[to.length]!;
}

function cellOf(from: string, to: string, i: u32, j: u32, row: readonly u32[], last: readonly u32[], beforeLast: readonly u32[]): u32 {
  const same = from.charCodeAt(i - 1) === to.charCodeAt(j - 1);
  const replaced = last[j - 1]! + (same ? 0 : 1);
  const least = Math.min(replaced, last[j]! + 1, row[j - 1]! + 1);
  const swapped = i > 1 && j > 1 && from.charCodeAt(i - 1) === to.charCodeAt(j - 2) && from.charCodeAt(i - 2) === to.charCodeAt(j - 1);
  return swapped ? Math.min(least, beforeLast[j - 2]! + 1) : least;
}
