import { encodeUtf8 } from "../../../std/index.js";
import type { u32 } from "../../../std/index.js";
import { command, Repeat, WordKind } from "../../command.js";

export const echo = command("echo", "Print words")
  .argument({ name: "word", summary: "what to print, with a blank between two", kind: WordKind.Text, repeat: Repeat.Any, choices: [] })
  .flag("no-newline", "n", "without the line's end")
  .flag("escapes", "e", "\\n, \\t and \\\\ in the words mean line end, tab and backslash")
  .withOptionsFirst()
  .note("With > FILE behind it, it writes a file; with >> FILE it adds a line to one.")
  .run((call) => {
    const words = call.arguments("word").join(" ");
    const text = call.has("escapes") ? unescaped(words) : words;
    call.out.content(encodeUtf8(call.has("no-newline") ? text : `${text}\n`));
  });

function unescaped(text: string): string {
  let result = "";
  for (let i: u32 = 0; i < text.length; i++) {
    const meaning = text.charAt(i) === "\\" ? escapeMeaning(text.charAt(i + 1)) : "";
    result += meaning === "" ? text.charAt(i) : meaning;
    if (meaning !== "") i++;
  }
  return result;
}

/** "" for what is no escape. */
function escapeMeaning(letter: string): string {
  switch (letter) {
    case "n":
      return "\n";
    case "t":
      return "\t";
    case "\\":
      return "\\";
    default:
      return "";
  }
}
