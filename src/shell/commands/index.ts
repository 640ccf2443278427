/** The tree of all commands. A new command is a file beside this one and a line here. */
import type { Command } from "../command.js";
import { command } from "../command.js";
import { cat } from "./cat.js";
import { cd } from "./cd.js";
import { clear } from "./clear.js";
import { exit } from "./exit.js";
import { free } from "./free.js";
import { help } from "./help.js";
import { log } from "./log.js";
import { ls } from "./ls.js";
import { pwd } from "./pwd.js";
import { uname } from "./uname.js";
import { vm } from "./vm/index.js";

export const commandTree: Command = command("tsvisor", "All commands")
  .subcommand(help)
  .subcommand(vm)
  .subcommand(log)
  .subcommand(ls)
  .subcommand(cat)
  .subcommand(cd)
  .subcommand(pwd)
  .subcommand(free)
  .subcommand(uname)
  .subcommand(clear)
  .subcommand(exit);
