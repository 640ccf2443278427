/** Functions of `Math` as values: `xs.map(Math.floor)`. */

export function mathSqrtValue(x: number): number {
  return Math.sqrt(x);
}

export function mathCbrtValue(x: number): number {
  return Math.cbrt(x);
}

export function mathAbsValue(x: number): number {
  return Math.abs(x);
}

export function mathFloorValue(x: number): number {
  return Math.floor(x);
}

export function mathCeilValue(x: number): number {
  return Math.ceil(x);
}

export function mathTruncValue(x: number): number {
  return Math.trunc(x);
}

export function mathRoundValue(x: number): number {
  return Math.round(x);
}

export function mathSignValue(x: number): number {
  return Math.sign(x);
}

export function mathFroundValue(x: number): number {
  return Math.fround(x);
}

export function mathExpValue(x: number): number {
  return Math.exp(x);
}

export function mathExpm1Value(x: number): number {
  return Math.expm1(x);
}

export function mathLogValue(x: number): number {
  return Math.log(x);
}

export function mathLog2Value(x: number): number {
  return Math.log2(x);
}

export function mathLog10Value(x: number): number {
  return Math.log10(x);
}

export function mathLog1pValue(x: number): number {
  return Math.log1p(x);
}

export function mathSinValue(x: number): number {
  return Math.sin(x);
}

export function mathCosValue(x: number): number {
  return Math.cos(x);
}

export function mathTanValue(x: number): number {
  return Math.tan(x);
}

export function mathAsinValue(x: number): number {
  return Math.asin(x);
}

export function mathAcosValue(x: number): number {
  return Math.acos(x);
}

export function mathAtanValue(x: number): number {
  return Math.atan(x);
}

export function mathSinhValue(x: number): number {
  return Math.sinh(x);
}

export function mathCoshValue(x: number): number {
  return Math.cosh(x);
}

export function mathTanhValue(x: number): number {
  return Math.tanh(x);
}

export function mathAsinhValue(x: number): number {
  return Math.asinh(x);
}

export function mathAcoshValue(x: number): number {
  return Math.acosh(x);
}

export function mathAtanhValue(x: number): number {
  return Math.atanh(x);
}
