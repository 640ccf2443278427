/**
 * Our TypeScript as JavaScript: a bundle for each entry in build/js, made when it is first used and again when a file that went into it has changed.
 * A bundle's first line says by content what it was made from. Files are replaced in one step, so any number of processes may do this at once.
 */
const { createHash } = require("node:crypto");
const { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { tmpdir } = require("node:os");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");

/**
 * How much a function has run before V8 looks whether to compile it better, in bytes of bytecode: about twice of what is usual. A compilation
 * takes a few seconds, and V8 spent a third of the processor's time on code that was soon done.
 */
const interruptBudget = 250_000;

const root = path.join(__dirname, "..");
const folder = path.join(root, "build", "js");

/** What else decides what a bundle is. */
const tools = ["bin/precompiled.cjs", "package-lock.json", "tsconfig.json"];

/**
 * Runs the entry and gives what it exports.
 * @param {string} entry a file of src, relative to the root
 * @param {{ withTypeScript?: boolean }} options `withTypeScript`: the bundle has its own copy of tsc, and V8's code of both is kept from the first run
 * on; otherwise it is the one that the program has loaded that we are a plugin of
 */
function load(entry, { withTypeScript = false } = {}) {
  if (withTypeScript) v8.setFlagsFromString(`--interrupt-budget=${interruptBudget}`);
  const name = entry
    .replace(/^src\//, "")
    .replaceAll("/", "-")
    .replace(/\.ts$/, "");
  const file = path.join(folder, `${name}.cjs`);
  const text = freshBundle(file) ?? makeBundle(entry, file, withTypeScript);
  const script = withTypeScript ? scriptWithCode(file, text) : new vm.Script(wrapped(text), { filename: file });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, folder);
  return module.exports;
}

function wrapped(text) {
  return `(function (exports, require, module, __filename, __dirname) { ${text}\n})`;
}

/** Its text; null when there is none, or when a file that it was made from has changed. */
function freshBundle(file) {
  const text = read(file)?.toString();
  if (text === undefined) return null;
  const { inputs, hash } = JSON.parse(text.slice(2, text.indexOf("\n")));
  return hashOf(inputs) === hash ? text : null;
}

function read(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** Of all the files' names and contents; relative to the root. */
function hashOf(inputs) {
  const hash = createHash("sha256");
  for (const input of inputs) hash.update(`${input}\n`).update(read(path.join(root, input)) ?? "missing");
  return hash.digest("hex");
}

function makeBundle(entry, file, withTypeScript) {
  const temporary = mkdtempSync(path.join(tmpdir(), "tsvisor-"));
  try {
    return bundle(entry, file, typescriptModule(path.join(temporary, "typescript.mjs"), withTypeScript));
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/**
 * tsc's exports as variables of a module: `ts.isIdentifier` in a source becomes the variable itself. The object that tsc exports has a getter for
 * each of its 2,000 names, which costs ten times as much as the question.
 */
function typescriptModule(file, withTypeScript) {
  const names = Object.keys(require("typescript")).filter((name) => /^[A-Za-z_]\w*$/.test(name));
  /* Called by another name `require` is left to the process: the program's own tsc. */
  const all = withTypeScript
    ? `import all from ${JSON.stringify(require.resolve("typescript"))};`
    : 'const all = (0, require)("typescript");';
  writeFileSync(file, `${all}\nexport const { ${names.join(", ")} } = all;\n`);
  return file;
}

function bundle(entry, file, typescript) {
  const { outputFiles, metafile } = require("esbuild").buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    define: { "import.meta.url": "moduleUrl" },
    banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
    alias: { typescript },
    logLevel: "error",
  });
  const inputs = [
    ...Object.keys(metafile.inputs).filter((input) => !input.startsWith("node_modules/") && !input.startsWith("..")),
    ...tools,
  ].sort();
  const text = `//${JSON.stringify({ inputs, hash: hashOf(inputs) })}\n${outputFiles[0].text}`;
  write(file, text);
  return text;
}

/** In one step; where nothing can be written the next process makes it again. */
function write(file, content) {
  const own = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(own, content);
    renameSync(own, file);
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(error.code)) throw error;
  }
}

/** V8 looks whether the code is of its own version and flags, not whether it is of this text: we do. */
function scriptWithCode(file, text) {
  const codeFile = `${file}.code`;
  const source = wrapped(text);
  const key = createHash("sha256").update(source).digest();
  const stored = read(codeFile);
  const cachedData = stored !== null && key.equals(stored.subarray(0, key.length)) ? stored.subarray(key.length) : undefined;
  const script = new vm.Script(source, { filename: file, cachedData });
  if (cachedData === undefined || script.cachedDataRejected === true)
    process.once("exit", () => write(codeFile, Buffer.concat([key, script.createCachedData()])));
  return script;
}

module.exports = { load };
