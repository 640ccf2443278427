/** `Number.isInteger` and its like, `Object.is`, `Math.hypot`: what is more than one operation on doubles. */

export function numberIsNaN(value: number): boolean {
  return value !== value;
}

export function numberIsFinite(value: number): boolean {
  return value - value === 0;
}

export function numberIsInteger(value: number): boolean {
  return numberIsFinite(value) && Math.trunc(value) === value;
}

export function numberIsSafeInteger(value: number): boolean {
  return numberIsInteger(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

/** `Object.is`: NaN is itself, 0 is not -0. */
export function numberIsSame(a: number, b: number): boolean {
  return a === b ? a !== 0 || 1 / a === 1 / b : a !== a && b !== b;
}

/** `xs.includes(x)`, which finds NaN. */
export function arrayIncludesNumber(xs: readonly number[], wanted: number, from: number = 0): boolean {
  if (wanted === wanted) return xs.indexOf(wanted, from) >= 0;
  const start = from < 0 ? Math.max(xs.length + Math.trunc(from), 0) : Math.trunc(from);
  for (let i = start; i < xs.length; i++) {
    if (xs[i] !== xs[i]) return true;
  }
  return false;
}

/** `Math.hypot` of any number of sides: scaled by the longest, so that no square overflows, and added with the rounding errors kept. */
export function mathHypot(...sides: readonly number[]): number {
  let longest = 0;
  let isNaN = false;
  for (const side of sides) {
    const length = Math.abs(side);
    if (length !== length) isNaN = true;
    if (length > longest) longest = length;
  }
  if (longest === Infinity) return Infinity;
  if (isNaN) return NaN;
  return longest === 0 ? 0 : Math.sqrt(sumOfSquares(sides, longest)) * longest;
}

/** Kahan's sum. */
function sumOfSquares(sides: readonly number[], scale: number): number {
  let sum = 0;
  let lost = 0;
  for (const side of sides) {
    const part = Math.abs(side) / scale;
    const added = part * part - lost;
    const next = sum + added;
    lost = next - sum - added;
    sum = next;
  }
  return sum;
}

/** `Math.max` of a spread array. */
export function mathMaxAll(...values: readonly number[]): number {
  let greatest = -Infinity;
  for (const value of values) greatest = Math.max(greatest, value);
  return greatest;
}

/** `Math.min` of a spread array. */
export function mathMinAll(...values: readonly number[]): number {
  let least = Infinity;
  for (const value of values) least = Math.min(least, value);
  return least;
}

/** `sort()` of a typed array: -0 before 0, NaN at the end. */
export function arraySortNumbers(xs: number[]): number[] {
  return xs.sort(compareNumbers);
}

function compareNumbers(a: number, b: number): number {
  if (a < b || (b !== b && a === a)) return -1;
  if (a > b || (a !== a && b === b)) return 1;
  return a === 0 && b === 0 ? 1 / a - 1 / b : 0;
}
