import { expect, test } from "vitest";
import type { Call } from "../../../src/shell/call.js";
import { command, Repeat, vmArgument, WordKind } from "../../../src/shell/command.js";
import { findCommand, parseCall, wantsHelp } from "../../../src/shell/language/parse-call.js";
import { UsageError } from "../../../src/shell/language/usage-error.js";
import { splitWords } from "../../../src/shell/language/words.js";
import { ScreenOutput } from "../../../src/shell/shell-output.js";
import { FakeShell, PrintedText } from "./fake-machine.js";

const root = command("root", "").subcommand(
  command("vm", "VMs").subcommand(
    command("stop", "Stop VMs")
      .argument(vmArgument("vm", Repeat.OneOrMore))
      .flag("force", "f", "by force")
      .flag("quiet", "q", "say nothing")
      .option({ name: "wait", short: "w", summary: "seconds", valueName: "N", kind: WordKind.Number, choices: [] })
      .option({ name: "tag", short: "t", summary: "a tag", valueName: "TEXT", kind: WordKind.Text, choices: [] })
      .option({ name: "how", short: "", summary: "how", valueName: "HOW", kind: WordKind.Choice, choices: ["soft", "hard"] }),
  ),
);

function parse(line: string): Call {
  const words = splitWords(line).words.map((word) => word.text);
  return parseCall(findCommand(root, words), new FakeShell(), new ScreenOutput(new PrintedText()));
}

function failure(line: string): UsageError {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("it was taken");
}

test("a flag never swallows the next word", () => {
  const call = parse("vm stop --force 0");
  expect(call.has("force")).toBe(true);
  expect(call.arguments("vm")).toEqual(["0"]);
});

test("options and arguments stand in any order", () => {
  const call = parse("vm stop 0 -w 5 1 --tag=x -f 2");
  expect(call.arguments("vm")).toEqual(["0", "1", "2"]);
  expect(call.option("wait")).toBe("5");
  expect(call.option("tag")).toBe("x");
  expect(call.has("force")).toBe(true);
  expect(call.has("quiet")).toBe(false);
});

test("an option that takes a value takes the next word even if it begins with a dash", () => {
  expect(parse("vm stop --tag -f 0").option("tag")).toBe("-f");
  expect(parse("vm stop --tag -- 0").option("tag")).toBe("--");
});

test("letters go together, a value may follow its letter", () => {
  const call = parse("vm stop -fqw7 0");
  expect([call.has("force"), call.has("quiet"), call.option("wait")]).toEqual([true, true, "7"]);
  expect(parse("vm stop -fw 8 0").option("wait")).toBe("8");
});

test("two dashes end the options", () => {
  expect(parse("vm stop -- --force -f").arguments("vm")).toEqual(["--force", "-f"]);
});

test("repeated options collect their values", () => {
  const call = parse("vm stop --tag a 0 --tag=b -t c");
  expect(call.optionValues("tag")).toEqual(["a", "b", "c"]);
  expect(call.option("tag")).toBe("c");
});

test("an empty value is a value", () => {
  expect(parse("vm stop --tag= 0").option("tag")).toBe("");
});

const usage = "vm stop [OPTIONS] VM...";

test.each([
  ["vm stop --forse 0", "unknown option --forse", usage, "Did you mean '--force'?"],
  ["vm stop -x 0", "unknown option -x", usage, ""],
  ["vm stop --force=yes 0", "option --force takes no value", usage, ""],
  ["vm stop 0 --wait", "option --wait needs a value: --wait N", usage, ""],
  ["vm stop 0 --wait soon", "option --wait: expected a number, found 'soon'", usage, ""],
  ["vm stop 0 --how sof", "option --how: expected soft or hard, found 'sof'", usage, "Did you mean 'soft'?"],
  ["vm stop", "missing VM: id or name of a VM", usage, ""],
  ["vm sotp 0", "unknown command 'vm sotp'", "", "Did you mean 'vm stop'?"],
  ["wm list", "unknown command 'wm'", "", "Did you mean 'vm'?"],
  ["mkdir x", "unknown command 'mkdir'", "", "'help' lists all commands."],
  ["vm suspend 0", "unknown command 'vm suspend'", "", "'vm --help' lists its commands."],
])("%s is refused", (line, message, usageLine, hint) => {
  expect(failure(line)).toMatchObject({ message, usage: usageLine, hint });
});

test("help is asked for by an option, not by a value or behind two dashes", () => {
  const asks = (line: string): boolean => wantsHelp(findCommand(root, line.split(" ")));
  expect(asks("vm stop --help")).toBe(true);
  expect(asks("vm stop 0 -h")).toBe(true);
  expect(asks("vm stop --tag --help 0")).toBe(false);
  expect(asks("vm stop -- --help")).toBe(false);
});
