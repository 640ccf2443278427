/** Text as UTF-8 bytes and back. */

/* Node's. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (encoding: string, options: { readonly ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };

/** Surrogates without a partner become U+FFFD. @builtin string_to_utf8 */
export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Whatever is not UTF-8 becomes U+FFFD, as the WHATWG decoder has it; a byte order mark stays. @builtin string_from_utf8 */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
