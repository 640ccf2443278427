/** Makes a program that fails smaller: by decisions that are left out or replaced by the simplest. */
import type { Profile } from "../../../src/compiler/index.js";
import { Choices } from "./choices.js";
import { differences } from "./compare.js";
import { writeProgram } from "./program.js";

/** Programs that are tried at once, all in one executable. */
const atOnce = 12;

/** Rounds of them. */
const mostRounds = 40;

/** What is wrong with each of the programs, null where nothing is. */
export type Compare = (sources: readonly string[], profile: Profile) => Promise<readonly (string | null)[]>;

/** The decisions of the smallest program found that still fails. @param compare how programs are found to fail */
export async function shrink(made: readonly number[], profile: Profile, compare: Compare = differences): Promise<readonly number[]> {
  let best = made;
  let size = Math.ceil(made.length / 2);
  for (let round = 0; round < mostRounds && size > 0; round++) {
    const better = await firstFailing(candidates(best, size), best, profile, compare);
    if (better === null) size = Math.floor(size / 2);
    else best = better;
    size = Math.min(size, Math.ceil(best.length / 2));
  }
  return best;
}

/** `best` without some run of `size` decisions, or with zeros in their place. */
function candidates(best: readonly number[], size: number): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  for (let at = 0; at < best.length; at += size) {
    const [before, after] = [best.slice(0, at), best.slice(at + size)];
    found.push([...before, ...after]);
    if (best.slice(at, at + size).some((decision) => decision !== 0))
      found.push([...before, ...Array<number>(Math.min(size, best.length - at)).fill(0), ...after]);
  }
  return found;
}

async function firstFailing(
  tried: readonly (readonly number[])[],
  best: readonly number[],
  profile: Profile,
  compare: Compare,
): Promise<readonly number[] | null> {
  for (let at = 0; at < tried.length; at += atOnce) {
    const some = tried.slice(at, at + atOnce);
    const texts = some.map((decisions) => writeProgram(new Choices(0, decisions), profile));
    const found = await compare(texts, profile);
    const whole = writeProgram(new Choices(0, best), profile).length;
    const failing = some.filter((_, n) => isSameKind(found[n] ?? null) && (texts[n]?.length ?? 0) < whole);
    const [smallest] = [...failing].sort((a, b) => a.length - b.length);
    if (smallest !== undefined) return smallest;
  }
  return null;
}

/** Programs that tsc refuses are not what is looked for. */
function isSameKind(difference: string | null): boolean {
  return difference !== null && !/error TS\d+/.test(difference);
}
