import { command } from "../../command.js";

export const pwd = command("pwd", "Print the working directory").run((call) => call.out.text(call.shell.cwd));
