import { command } from "../../command.js";
import { attachConsole } from "./console.js";
import { create } from "./create.js";
import { remove } from "./delete.js";
import { list } from "./list.js";
import { logs } from "./logs.js";
import { restart } from "./restart.js";
import { resume } from "./resume.js";
import { show } from "./show.js";
import { start } from "./start.js";
import { stop } from "./stop.js";
import { suspend } from "./suspend.js";
import { top } from "./top.js";

export const vm = command("vm", "Manage virtual machines")
  .subcommand(list)
  .subcommand(show)
  .subcommand(create)
  .subcommand(start)
  .subcommand(suspend)
  .subcommand(resume)
  .subcommand(stop)
  .subcommand(restart)
  .subcommand(remove)
  .subcommand(attachConsole)
  .subcommand(logs)
  .subcommand(top);
