/** Typed arrays by name. */
import type { Profile } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { f32Type, f64Type, i16Type, i32Type, i64Type, i8Type, u16Type, u32Type, u64Type, u8Type } from "./hir-types.js";

export type BytesType = HirType & { readonly kind: "bytes" };

const integerArrays: readonly (readonly [string, BytesType])[] = [
  ["Uint8Array", { kind: "bytes", element: u8Type }],
  ["Uint16Array", { kind: "bytes", element: u16Type }],
  ["Uint32Array", { kind: "bytes", element: u32Type }],
  ["BigUint64Array", { kind: "bytes", element: u64Type }],
  ["Int8Array", { kind: "bytes", element: i8Type }],
  ["Int16Array", { kind: "bytes", element: i16Type }],
  ["Int32Array", { kind: "bytes", element: i32Type }],
  ["BigInt64Array", { kind: "bytes", element: i64Type }],
];

const floatArrays: readonly (readonly [string, BytesType])[] = [
  ["Float32Array", { kind: "bytes", element: f32Type }],
  ["Float64Array", { kind: "bytes", element: f64Type }],
];

export const typedArrays: ReadonlyMap<string, BytesType> = new Map([...integerArrays, ...floatArrays]);

/** The memory behind them, which is bytes itself, in programs of a host. */
const buffers: ReadonlyMap<string, BytesType> = new Map([["ArrayBuffer", { kind: "bytes", element: u8Type }]]);

const ofDevices: ReadonlyMap<string, BytesType> = new Map(integerArrays);

/** What a global type of that name is in the profile; undefined for anything else. */
export function bytesTypeNamed(name: string, profile: Profile): BytesType | undefined {
  return profile === "device" ? ofDevices.get(name) : (typedArrays.get(name) ?? buffers.get(name));
}
