// The compiler as a library, whose source is TypeScript.
import { register } from "tsx/esm/api";

register();
export const { compile, lowerProgram, renderDiagnostic } = await import("../src/compiler/index.ts");
