/** Another number, at least 0 and below 1, with each call and in each run. @native rt_random @nothrow @noalloc */
export function mathRandom(): number {
  return Math.random();
}
