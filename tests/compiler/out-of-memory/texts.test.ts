/** What makes text, when there is no memory for it. */
import { constructSurvives, constructSurvivesOnHost } from "./construct.js";

/** `expressions` of type string, each made of `s`, which is "Straße,b,c", and of `n`, which is 250. */
function texts(title: string, result: string, expressions: readonly string[], make = constructSurvives): void {
  make(
    title,
    result,
    `
  function given(): string { return ["Straße", "b", "c"].join(); }
  function size(): number { return "x".length * 250; }
  function construct(): string { const s = given(); const n = size(); const all = [${expressions.join(", ")}]; return all.join("|"); }
`,
  );
}

texts("sums of strings", "Straße,b,c!|<Straße,b,c>|Straße,b,cStraße,b,c", ["s + '!'", "'<' + s + '>'", "s + s"]);
texts("template literals", "250 Straße,b,c true|7-Straße,b,c", ["`${n} ${s} ${n > 1}`", "`${7n}-${s}`"]);
texts("numbers as text", "250|fa|250|11111010|-3", ["`${n}`", "n.toString(16)", "String(n)", "n.toString(2)", "(-3).toString()"]);
texts("big integers as text", "18446744073709551615|ff|0xff", ["(0xffff_ffff_ffff_ffffn).toString()", "(255n).toString(16)", "hex(255n)"]);
texts("parts of a string", "aße|S|t|ß|b,c", ["s.slice(3, 6)", "s.charAt(0)", "s.at(1) ?? ''", "s[4]!", "s.substring(7)"]);
texts("cases, with a letter that becomes two", "STRASSE,B,C|straße,b,c|éÉ", [
  "s.toUpperCase()",
  "s.toLowerCase()",
  "'É'.toLowerCase() + 'é'.toUpperCase()",
]);
texts("cases of ASCII letters", "STRAßE,B,C|straße,b,c", ["asciiUpperCase(s)", "asciiLowerCase(s)"]);
texts("what is trimmed, padded and repeated", "a|a |  a|__x|x__|ababab", [
  "' a '.trim()",
  "' a '.trimStart()",
  "'  a '.trimEnd()",
  "'x'.padStart(3, '_')",
  "'x'.padEnd(3, '_')",
  "'ab'.repeat(3)",
]);
texts("split and join", "Straße;b;c|S.t.r.a.ß.e|Straße", [
  "s.split(',').join(';')",
  "s.slice(0, 6).split('').join('.')",
  "s.split(',', 1).join('-')",
]);
texts("replace and replaceAll", "Straße;b,c|Straße;b;c|[,]Straße,b,c", [
  "s.replace(',', ';')",
  "s.replaceAll(',', ';')",
  "s.replace('S', '[,]$&')",
]);
texts("concat, fromCharCode and fromCodePoint", "Straße,b,cxy|AB|😀", [
  "s.concat('x', 'y')",
  "String.fromCharCode(65, 66)",
  "String.fromCodePoint(0x1f600)",
]);
texts("bytes to text and back", "Straße,b,c|12|ok", [
  "decodeUtf8(encodeUtf8(s)) ?? ''",
  "`${encodeUtf8(s).length + 1}`",
  "parseInteger('0x1f') === 31n ? 'o'.concat('k') : ''",
]);

constructSurvives(
  "a text that grows in a loop",
  "0,1,2,3,4,5,6,7,8,9,",
  `function construct(): string { let text = ""; for (let i = 0; i < 10; i++) text += \`\${i},\`; return text; }`,
);

constructSurvives(
  "code points of a string, one after the other",
  "a.ß.😀.",
  `function construct(): string { let text = ""; for (const c of ["a", "ß😀"].join("")) text = text + c + "."; return text; }`,
);

constructSurvives(
  "text as a key, compared and looked for",
  "2 true b",
  `
  function construct(): string {
    const counts = new Map<string, number>();
    for (const word of "a b a".split(" ")) counts.set(word, (counts.get(word) ?? 0) + 1);
    return \`\${counts.get("a".slice(0)) ?? 0} \${[...counts.keys()].includes("b")} \${[...counts.keys()].sort((a, b) => (a < b ? 1 : -1))[0] ?? ""}\`;
  }
`,
);

texts(
  "doubles as text",
  "0.1|62.50|63|2.50e+2|1e+21|111.01",
  ["`${n / 2500}`", "(n / 4).toFixed(2)", "(n / 4).toPrecision(2)", "n.toExponential(2)", "`${1e21 + n / 1e30}`", "(7.25).toString(2)"],
  constructSurvivesOnHost,
);

texts(
  "text that is parsed as a number",
  "2.5|250|31",
  ["`${parseFloat(n / 100 + 'x')}`", "`${Number(` ${n} `)}`", "`${parseInt('1f'.slice(0), 16)}`"],
  constructSurvivesOnHost,
);
