// The compiler as a library, whose source is TypeScript; CommonJS, so that both kinds of modules can load it.
require("tsx/cjs/api").register();
const compiler = require("../src/compiler/index.ts");
exports.compile = compiler.compile;
exports.lowerProgram = compiler.lowerProgram;
exports.renderDiagnostic = compiler.renderDiagnostic;
