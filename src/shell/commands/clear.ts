import { command } from "../command.js";

export const clear = command("clear", "Clear the screen").run((call) => call.shell.machine.clearScreen());
