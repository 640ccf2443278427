/** Spectral norm: arrays of doubles, integers that become doubles, division. */
import { print, type i32 } from "../../../../src/std/index.js";

function evalA(i: i32, j: i32): number {
  return 1.0 / ((((i + j) * (i + j + 1)) >> 1) + i + 1);
}

function mulAv(v: number[], out: number[], n: i32): void {
  for (let i: i32 = 0; i < n; i++) {
    let sum: number = 0.0;
    for (let j: i32 = 0; j < n; j++) sum += evalA(i, j) * v[j]!;
    out[i] = sum;
  }
}

function mulAtv(v: number[], out: number[], n: i32): void {
  for (let i: i32 = 0; i < n; i++) {
    let sum: number = 0.0;
    for (let j: i32 = 0; j < n; j++) sum += evalA(j, i) * v[j]!;
    out[i] = sum;
  }
}

function spectralNorm(n: i32): void {
  const u: number[] = [];
  const v: number[] = [];
  const tmp: number[] = [];
  for (let i: i32 = 0; i < n; i++) {
    u.push(1.0);
    v.push(0.0);
    tmp.push(0.0);
  }
  for (let k: i32 = 0; k < 10; k++) {
    mulAv(u, tmp, n);
    mulAtv(tmp, v, n);
    mulAv(v, tmp, n);
    mulAtv(tmp, u, n);
  }
  let vBv: number = 0.0;
  let vv: number = 0.0;
  for (let i: i32 = 0; i < n; i++) {
    vBv += u[i]! * v[i]!;
    vv += v[i]! * v[i]!;
  }
  print(Math.round(Math.sqrt(vBv / vv) * 1.0e9).toString());
}

spectralNorm(2000);
