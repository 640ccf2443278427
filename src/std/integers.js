/**
 * Integer types with a range, and the conversions to them. A type accepts every type whose values all fit it, so tsc widens by
 * itself and rejects what would narrow or change sign; the result of arithmetic is a plain `number` or `bigint` and is checked
 * where it is stored.
 */
var __trap = (reason, at) => {
    throw Object.assign(new RangeError(`${at}: trap: ${reason}`), { name: "Trap", [Symbol.for("tsvisor.trap")]: true });
};
var __isTrap = (error) => error !== null && typeof error === "object" && Symbol.for("tsvisor.trap") in error;
var __wideNumber = (value, at) => value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : __trap(`value ${value} does not fit number (the safe integers)`, at);
var __fitU8 = (value, at) => value == null ? value : value >= 0 && value <= 255 && Math.floor(value) === value ? value + 0 : __trap(`value ${value} does not fit u8`, at);
var __fitU16 = (value, at) => value == null ? value : value >= 0 && value <= 65535 && Math.floor(value) === value ? value + 0 : __trap(`value ${value} does not fit u16`, at);
var __fitU32 = (value, at) => value == null ? value : value >= 0 && value <= 4294967295 && Math.floor(value) === value ? value + 0 : __trap(`value ${value} does not fit u32`, at);
var __fitI32 = (value, at) => value == null ? value : value >= -2147483648 && value <= 2147483647 && Math.floor(value) === value ? value + 0 : __trap(`value ${value} does not fit i32`, at);
var __fitI64 = (value, at) => value == null || (value >= -9223372036854775808n && value <= 9223372036854775807n) ? value : __trap(`value ${value} does not fit i64`, at);
/* The conversions have the names of their types; the compiler knows them. What does not fit traps. */
function within(value, least, greatest, type) {
    const exact = BigInt(value);
    if (exact < least || exact > greatest)
        throw new RangeError(`value ${exact} does not fit ${type}`);
    return exact;
}
/** @intrinsic */
export function u8(value) {
    return __fitU8(__wideNumber(within(value, 0n, 0xffn, "u8"), "/work/wt/delivery/src/std/integers.ts:32:17"), "/work/wt/delivery/src/std/integers.ts:32:10");
}
/** @intrinsic */
export function u16(value) {
    return __fitU16(__wideNumber(within(value, 0n, 0xffffn, "u16"), "/work/wt/delivery/src/std/integers.ts:36:17"), "/work/wt/delivery/src/std/integers.ts:36:10");
}
/** @intrinsic */
export function u32(value) {
    return __fitU32(__wideNumber(within(value, 0n, 0xffffffffn, "u32"), "/work/wt/delivery/src/std/integers.ts:40:17"), "/work/wt/delivery/src/std/integers.ts:40:10");
}
/** @intrinsic */
export function i32(value) {
    return __fitI32(__wideNumber(within(value, -0x80000000n, 0x7fffffffn, "i32"), "/work/wt/delivery/src/std/integers.ts:44:17"), "/work/wt/delivery/src/std/integers.ts:44:10");
}
/** @intrinsic */
export function u64(value) {
    return within(value, 0n, 0xffffffffffffffffn, "u64");
}
/** @intrinsic */
export function i64(value) {
    return __fitI64(within(value, -0x8000000000000000n, 0x7fffffffffffffffn, "i64"), "/work/wt/delivery/src/std/integers.ts:52:10");
}
