/** The ChaCha20 block function. RFC 8439, 2.3. */
import type { u32 } from "../integers.js";

const rounds: u32 = 20;
/** Words of a block. */
export const blockWords: u32 = 16;

function add(a: u32, b: u32): u32 {
  return (a + b) >>> 0;
}

function rotate(word: u32, bits: u32): u32 {
  return ((word << bits) | (word >>> (32 - bits))) >>> 0;
}

function quarterRound(s: Uint32Array, a: u32, b: u32, c: u32, d: u32): void {
  s[a] = add(s[a]!, s[b]!);
  s[d] = rotate((s[d]! ^ s[a]!) >>> 0, 16);
  s[c] = add(s[c]!, s[d]!);
  s[b] = rotate((s[b]! ^ s[c]!) >>> 0, 12);
  s[a] = add(s[a]!, s[b]!);
  s[d] = rotate((s[d]! ^ s[a]!) >>> 0, 8);
  s[c] = add(s[c]!, s[d]!);
  s[b] = rotate((s[b]! ^ s[c]!) >>> 0, 7);
}

/** @param state 16 words: constants, key, counter, nonce @param block 16 words that receive the result */
export function chacha20Block(state: Uint32Array, block: Uint32Array): void {
  block.set(state);
  for (let round: u32 = 0; round < rounds; round += 2) {
    quarterRound(block, 0, 4, 8, 12);
    quarterRound(block, 1, 5, 9, 13);
    quarterRound(block, 2, 6, 10, 14);
    quarterRound(block, 3, 7, 11, 15);
    quarterRound(block, 0, 5, 10, 15);
    quarterRound(block, 1, 6, 11, 12);
    quarterRound(block, 2, 7, 8, 13);
    quarterRound(block, 3, 4, 9, 14);
  }
  for (let n: u32 = 0; n < blockWords; n++) block[n] = add(block[n]!, state[n]!);
}
