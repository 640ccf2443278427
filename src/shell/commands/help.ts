import type { Command } from "../command.js";
import { command, Repeat, WordKind } from "../command.js";
import { commandHelp, commandList } from "../language/help-text.js";
import { findCommand } from "../language/parse-call.js";

export const help: Command = command("help", "Show all commands, or what one of them does")
  .argument({ name: "command", summary: "names of a command and its subcommand", kind: WordKind.Command, repeat: Repeat.Any, choices: [] })
  .run((call) => {
    const words = call.arguments("command");
    if (words.length > 0) {
      for (const line of commandHelp(findCommand(call.shell.root, words).path)) call.out.text(line);
      return;
    }
    call.out.text("Commands:");
    for (const line of commandList(call.shell.root)) call.out.text(line);
    call.out.text("");
    call.out.text("'help COMMAND' or 'COMMAND --help' tells more; Tab completes, the arrow keys go through earlier lines.");
  });
