/** `void x` does x and gives undefined. */
import { refused, sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "the operand is evaluated once, the value is undefined",
  `
  let calls = 0;
  function next(): number { return ++calls; }
  void next();
  const nothing: string | undefined = void next();
  print(\`\${calls} \${nothing ?? "nothing"}\`);
  const log: string[] = [];
  const note = (text: string): void => void log.push(text);
  note("a"); note("b");
  print(log.join());
`,
);

refused(
  "K2004",
  "undefined alone has no type",
  `
  const nothing = void 0;
  print(nothing === undefined ? "nothing" : "something");
`,
);
