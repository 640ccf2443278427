/** Random numbers from a seed: ChaCha20 whose key is replaced after every block, so that what was given out cannot be found again. */
import type { u32, u64 } from "../integers.js";
import { lowU32 } from "../convert.js";
import { blockWords, chacha20Block } from "./chacha20.js";

/** "expand 32-byte k". */
const constants: readonly u32[] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];
const firstKeyWord: u32 = 4;
const keyWords: u32 = 8;
const counterWord: u32 = 12;

/** Not locked: its owner does that. Before the first `mix` everybody can know what it gives. */
export class RandomGenerator {
  private readonly state = new Uint32Array(blockWords);
  private readonly block = new Uint32Array(blockWords);
  /** Words of `block`, from `keyWords` on, that were given out. */
  private used: u32 = blockWords;

  constructor() {
    for (let n: u32 = 0; n < constants.length; n++) this.state[n] = constants[n]!;
  }

  /** Adds what nobody can guess to what is there already; more than once makes it no worse. */
  mix(seed: u64): void {
    this.mixWord(lowU32(seed));
    this.mixWord(lowU32(seed >> 32n));
  }

  /** 32 random bits. */
  next(): u32 {
    if (this.used === blockWords) this.refill();
    const word = this.block[this.used]!;
    this.block[this.used] = 0;
    this.used++;
    return word;
  }

  private mixWord(word: u32): void {
    this.state[firstKeyWord] = (this.state[firstKeyWord]! ^ word) >>> 0;
    this.refill();
  }

  /** The first half of a block is the next key, the second half is given out. */
  private refill(): void {
    this.state[counterWord] = (this.state[counterWord]! + 1) >>> 0;
    chacha20Block(this.state, this.block);
    for (let n: u32 = 0; n < keyWords; n++) {
      this.state[firstKeyWord + n] = this.block[n]!;
      this.block[n] = 0;
    }
    this.used = keyWords;
  }
}
