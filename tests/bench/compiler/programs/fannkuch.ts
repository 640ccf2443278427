/** Fannkuch-redux: integer arrays, index arithmetic, nested loops, nothing allocated where the time goes. */
import { print, type i32 } from "../../../../src/std/index.js";

function fannkuch(n: i32): void {
  const perm: i32[] = [];
  const perm1: i32[] = [];
  const count: i32[] = [];
  for (let i: i32 = 0; i < n; i++) {
    perm.push(0);
    perm1.push(i);
    count.push(0);
  }
  let maxFlips: i32 = 0;
  let checksum: i32 = 0;
  let permutation: i32 = 0;
  let r: i32 = n;
  while (true) {
    while (r !== 1) {
      count[r - 1] = r;
      r--;
    }
    for (let i: i32 = 0; i < n; i++) perm[i] = perm1[i]!;
    let flips: i32 = 0;
    let first: i32 = perm[0]!;
    while (first !== 0) {
      let lo: i32 = 0;
      let hi: i32 = first;
      while (lo < hi) {
        const t: i32 = perm[lo]!;
        perm[lo] = perm[hi]!;
        perm[hi] = t;
        lo++;
        hi--;
      }
      flips++;
      first = perm[0]!;
    }
    if (flips > maxFlips) maxFlips = flips;
    if ((permutation & 1) === 0) checksum += flips;
    else checksum -= flips;

    let done = false;
    while (true) {
      if (r === n) {
        done = true;
        break;
      }
      const head: i32 = perm1[0]!;
      for (let i: i32 = 0; i < r; i++) perm1[i] = perm1[i + 1]!;
      perm1[r] = head;
      count[r] = count[r]! - 1;
      if (count[r]! > 0) break;
      r++;
    }
    if (done) break;
    permutation++;
  }
  print(checksum.toString());
  print("fannkuch(" + n.toString() + ") = " + maxFlips.toString());
}

fannkuch(10);
