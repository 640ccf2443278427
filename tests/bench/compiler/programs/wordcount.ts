/** Word count: strings put together, `charCodeAt` over a long text, a million substrings, a map from string to integer. */
import { print, type i32 } from "../../../../src/std/index.js";

let seed: i32 = 42;

function random(limit: i32): i32 {
  seed = (seed * 3877 + 29573) % 139968;
  return seed % limit;
}

function makeWord(index: i32): string {
  let word: string = "";
  let n: i32 = index * 31 + 1000;
  while (n > 0) {
    word = word + String.fromCharCode(97 + (n % 26));
    n = (n / 26) | 0;
  }
  return word;
}

function makeText(words: i32, vocabularySize: i32): string {
  const vocabulary: string[] = [];
  for (let i: i32 = 0; i < vocabularySize; i++) vocabulary.push(makeWord(i));
  const parts: string[] = [];
  for (let i: i32 = 0; i < words; i++) {
    const a: i32 = random(vocabularySize);
    const b: i32 = random(vocabularySize);
    parts.push(vocabulary[a < b ? a : b]!);
  }
  return parts.join(" ");
}

function countWords(text: string): void {
  const counts: Map<string, i32> = new Map<string, i32>();
  const seen: string[] = [];
  const length: i32 = text.length;
  let start: i32 = 0;
  for (let i: i32 = 0; i <= length; i++) {
    if (i === length || text.charCodeAt(i) === 32) {
      if (i > start) {
        const word: string = text.substring(start, i);
        if (counts.has(word)) {
          counts.set(word, counts.get(word)! + 1);
        } else {
          counts.set(word, 1);
          seen.push(word);
        }
      }
      start = i + 1;
    }
  }
  print("characters " + length.toString() + ", distinct words " + seen.length.toString());
  for (let rank: i32 = 0; rank < 5; rank++) {
    let best: string = "";
    let bestCount: i32 = 0;
    for (let i: i32 = 0; i < seen.length; i++) {
      const count: i32 = counts.get(seen[i]!)!;
      if (count > bestCount) {
        best = seen[i]!;
        bestCount = count;
      }
    }
    print(best + " " + bestCount.toString());
    counts.set(best, 0);
  }
}

countWords(makeText(1000000, 20000));
