#!/usr/bin/env node
// Starts the host tool, whose source is TypeScript.
import { register } from "tsx/esm/api";

register();
const { main } = await import("../src/cli/main.ts");
process.exitCode = await main(process.argv.slice(2));
