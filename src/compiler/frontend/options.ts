/** tsc's options for every program we compile: strict, whatever a project's tsconfig says. */
import * as ts from "typescript";
import type { Profile } from "../hir/nodes.js";

const deviceOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2023.d.ts"],
  types: ["node"],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  useDefineForClassFields: false,
  skipLibCheck: true,
  noEmit: true,
};

/** Programs of a host are checked as `tsc --strict` does, no stricter. */
const hostOptions: ts.CompilerOptions = {
  ...deviceOptions,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noUncheckedIndexedAccess: false,
  exactOptionalPropertyTypes: false,
  noImplicitOverride: false,
  noFallthroughCasesInSwitch: false,
  noPropertyAccessFromIndexSignature: false,
  verbatimModuleSyntax: false,
  isolatedModules: false,
  useDefineForClassFields: true,
};

export function optionsFor(profile: Profile): ts.CompilerOptions {
  return profile === "host" ? hostOptions : deviceOptions;
}
