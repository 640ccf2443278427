/** Letters of ASCII, where the full tables of Unicode are neither wanted nor needed: names in configurations and commands. */

/** `text` with every unit from `first` to `last` moved by `distance`; the same string when there is none. */
function moveUnits(text: string, first: number, last: number, distance: number): string {
  let moved = "";
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < first || unit > last) continue;
    moved += text.slice(copied, i) + String.fromCharCode(unit + distance);
    copied = i + 1;
  }
  return copied === 0 ? text : moved + text.slice(copied);
}

/** A to Z become a to z; everything else stays. */
export function asciiLowerCase(text: string): string {
  return moveUnits(text, 0x41, 0x5a, 0x20);
}

/** a to z become A to Z; everything else stays. */
export function asciiUpperCase(text: string): string {
  return moveUnits(text, 0x61, 0x7a, -0x20);
}
