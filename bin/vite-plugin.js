// The plugin for Vite and vitest, whose source is TypeScript.
import { register } from "tsx/esm/api";

register();
export const { tsvisor } = await import("../src/compiler/node/vite-plugin.ts");
