// The compiler as a library; CommonJS, so that both kinds of modules can load it.
const compiler = require("./precompiled.cjs").load("src/compiler/index.ts");
// Named one by one: import { compile } from "tsvisor" finds only names that it can read here.
exports.CompilationMemory = compiler.CompilationMemory;
exports.compile = compiler.compile;
exports.lowerProgram = compiler.lowerProgram;
exports.renderDiagnostic = compiler.renderDiagnostic;
exports.renderTimings = compiler.renderTimings;
