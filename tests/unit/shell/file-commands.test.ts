/** File commands on the writable tree, and output that goes to files. */
import { beforeEach, expect, test } from "vitest";
import { DirectoryNode, FileTree } from "../../../src/fs/file-tree.js";
import { treeText } from "../fs/tree-text.js";
import { FakeShell } from "./fake-machine.js";

let shell: FakeShell;

beforeEach(() => {
  shell = new FakeShell();
});

/** Runs lines that all succeed and print nothing. */
function quietly(...lines: string[]): void {
  for (const line of lines) expect(`${line}: ${shell.run(line)}`).toBe(`${line}: `);
}

test("cd goes to a directory, and to the root without one; pwd tells where", () => {
  quietly("cd guests");
  expect(shell.run("pwd")).toBe("/guests\n");
  quietly("cd ../images/.");
  expect(shell.run("pwd")).toBe("/images\n");
  quietly("cd");
  expect(shell.run("pwd")).toBe("/\n");
  expect(shell.run("cd images/kernel")).toBe("✗ images/kernel: is not a directory\n");
  expect(shell.run("cd nowhere")).toBe("✗ nowhere: no such file or directory\n");
  expect(shell.run("cd ''")).toBe("✗ '': an empty name is no path\n");
});

test("ls lists names in order, directories with a slash", () => {
  expect(shell.run("ls")).toBe("guests/  images/  now\n");
  expect(shell.run("ls guests")).toBe("linux b.toml  linux-a.toml\n");
});

test("ls -a shows names that begin with a dot, ls -l type and size", () => {
  expect(shell.run("ls -a guests")).toBe("./  ../  .hidden  linux b.toml  linux-a.toml\n");
  expect(shell.run("ls -la /guests")).toBe(
    [
      "drwxr-xr-x        - ./",
      "drwxr-xr-x        - ../",
      "-rw-r--r--       0B .hidden",
      "-rw-r--r--      24B linux b.toml",
      "-rw-r--r--      14B linux-a.toml",
      "",
    ].join("\n"),
  );
  expect(shell.run("ls -l now")).toBe("lrwxrwxrwx        - now -> guests/linux-a.toml\n");
});

test("ls of several paths lists files first, then each directory under its name", () => {
  expect(shell.run("ls images now nothing guests")).toBe(
    "✗ nothing: no such file or directory\nnow\nimages:\nkernel\nguests:\nlinux b.toml  linux-a.toml\n",
  );
});

test("cat prints files one after the other, and no binary data on the screen", () => {
  expect(shell.run("cat now 'guests/linux b.toml'")).toBe("[base]\nid = 0\nlast line without an end\n");
  expect(shell.run("cat images/kernel nothing guests")).toBe(
    "✗ images/kernel: is no text (4B of binary data)\n✗ nothing: no such file or directory\n✗ guests: is a directory\n",
  );
});

test("echo prints its words, and takes options before them alone", () => {
  expect(shell.run("echo a  'b  c' \"d\"")).toBe("a b  c d\n");
  expect(shell.run("echo")).toBe("\n");
  expect(shell.run("echo a -n --help")).toBe("a -n --help\n");
  expect(shell.run("echo -- -n")).toBe("-n\n");
  expect(shell.run("echo -e 'a\\tb\\n\\\\c\\x'")).toBe("a\tb\n\\c\\x\n");
  expect(shell.run("echo -x")).toBe("✗ unknown option -x\nUsage: echo [OPTIONS] [WORD...]\n");
});

test("> writes what a command prints into a file, >> adds to it", () => {
  quietly("echo one > /f", "echo two >> f", "echo -n three>>f");
  expect(shell.run("cat f")).toBe("one\ntwo\nthree\n");
  quietly("echo new >f", "pwd >> 'a file'");
  expect(shell.run("cat f 'a file'")).toBe("new\n/\n");
});

test("a redirection stands anywhere in the line; a quoted > is a character", () => {
  quietly("> f echo x", "echo a>g");
  expect(shell.run("cat f g")).toBe("x\na\n");
  expect(shell.run("echo 'a > b' \\> \"c>d\"")).toBe("a > b > c>d\n");
});

test("a redirection alone makes an empty file, or empties one", () => {
  quietly("echo x > f", "> f", "cat f");
});

test("what concerns the person comes on the screen, though the output goes to a file", () => {
  expect(shell.run("cat now nothing > f")).toBe("✗ nothing: no such file or directory\n");
  expect(shell.run("cat f")).toBe("[base]\nid = 0\n");
  expect(shell.run("ls --lung > f")).toBe("✗ unknown option --lung\nUsage: ls [OPTIONS] [PATH...]\nℹ Did you mean '--long'?\n");
});

test("a file may be read and written by one command", () => {
  quietly("echo a > f", "cat f f > f");
  expect(shell.run("cat f")).toBe("a\na\n");
});

test("binary files go through cat into a file unharmed, ls writes a name a line", () => {
  quietly("cat images/kernel images/kernel > k", "ls > list");
  expect([...shell.files.file("/k", "/").bytes]).toEqual([0x4d, 0x5a, 0, 0, 0x4d, 0x5a, 0, 0]);
  expect(shell.run("cat list")).toBe("guests\nimages\nk\nlist\nnow\n");
});

test.each([
  ["vm list > guests", "✗ guests: is a directory\n"],
  ["vm list > nowhere/f", "✗ nowhere/f: no such file or directory\n"],
  ["vm list > f/", "✗ f/: is not a directory\n"],
  ["vm list >", "✗ the name of a file must follow > (quote it where it is meant as a character)\n"],
  ["vm list > ''", "✗ the name of a file must follow > (quote it where it is meant as a character)\n"],
  ["vm list >>> f", "✗ the name of a file must follow > (quote it where it is meant as a character)\n"],
  ["vm list > f > g", "✗ the output goes to one file alone\n"],
])("%s is refused, and nothing is written", (line, message) => {
  const before = treeText(shell.files.root);
  expect(shell.run(line)).toBe(message);
  expect(treeText(shell.files.root)).toBe(before);
});

test("mkdir makes directories; with -p all that are missing", () => {
  quietly("mkdir a b", "mkdir a/c", "mkdir -p a/c x/y/z");
  expect(shell.run("ls a x x/y")).toBe("a:\nc/\nx:\ny/\nx/y:\nz/\n");
  expect(shell.run("mkdir a q/r now guests/.hidden/x")).toBe(
    [
      "✗ a: exists already",
      "✗ q/r: no such file or directory",
      "✗ now: exists already",
      "✗ guests/.hidden/x: .hidden is not a directory",
      "",
    ].join("\n"),
  );
  expect(shell.run("mkdir -p now")).toBe("✗ now: is not a directory\n");
});

test("touch makes empty files and leaves others as they are", () => {
  quietly("touch a now");
  expect(shell.run("cat a now")).toBe("[base]\nid = 0\n");
  expect(shell.run("touch no/where")).toBe("✗ no/where: no such file or directory\n");
});

test("rm removes files, with -d empty directories, with -r all", () => {
  quietly("mkdir -p d e/f", "touch e/f/g h", "rm h", "rm -d d");
  expect(shell.run("rm e")).toBe("✗ e: is a directory\n");
  expect(shell.run("rm -d e")).toBe("✗ e: the directory is not empty\n");
  quietly("rm -r e", "rm now");
  expect(shell.run("ls")).toBe("guests/  images/\n");
});

test("rm -f says nothing of what is not there", () => {
  expect(shell.run("rm x")).toBe("✗ x: no such file or directory\n");
  quietly("rm -f x y/z", "rm -rf x");
});

test("rm keeps the root, the working directory and '..'", () => {
  quietly("mkdir -p a/b", "cd a/b");
  expect(shell.run("rm -r / /a ../b .. .")).toBe(
    [
      "✗ /: the root is not removed",
      "✗ /a: the working directory is in it",
      "✗ ../b: the working directory is in it",
      "✗ ..: '.' and '..' are not removed",
      "✗ .: '.' and '..' are not removed",
      "",
    ].join("\n"),
  );
  expect(shell.run("mv /a /x")).toBe("✗ /a: the working directory is in it\n");
});

test("cp copies files, and directories with -r", () => {
  quietly("cp now a", "cp a guests/linux-a.toml images", "cp -r guests g", "cp -r guests g");
  expect(shell.run("ls images g g/guests")).toBe(
    "images:\na  kernel  linux-a.toml\ng:\nguests/  linux b.toml  linux-a.toml\ng/guests:\nlinux b.toml  linux-a.toml\n",
  );
  expect(shell.run("cp guests x")).toBe("✗ guests: is a directory, and is copied by 'cp -r' alone\n");
  expect(shell.run("cp a now guests/.hidden")).toBe("✗ guests/.hidden: is not a directory\n");
  expect(shell.run("cp a ./a")).toBe("✗ ./a: is the same file\n");
  expect(shell.run("cp -r guests guests/x")).toBe("✗ guests: a directory is not copied into itself\n");
  expect(shell.run("cp a")).toBe("✗ missing PATH: where 'a' goes\nUsage: cp [OPTIONS] PATH...\n");
});

test("a copy keeps its content when the original changes", () => {
  quietly("echo old > a", "cp a b", "echo new > a");
  expect(shell.run("cat b")).toBe("old\n");
});

test("mv renames, moves into directories and replaces", () => {
  quietly("echo 1 > a", "echo 2 > b", "mkdir d", "mv a c", "mv c b d", "mv d e");
  expect(shell.run("cat e/b e/c")).toBe("2\n1\n");
  quietly("mv e/b e/c", "mkdir e/x", "mv e/x /");
  expect(shell.run("cat e/c")).toBe("2\n");
  expect(shell.run("mv e e")).toBe("✗ e: a directory is not moved into itself\n");
  expect(shell.run("mv nothing e")).toBe("✗ nothing: no such file or directory\n");
  quietly("mkdir e/images");
  quietly("mv images e");
  expect(shell.run("ls e")).toBe("c  images/\n");
});

test("what is written is bounded; a write that does not fit leaves the file as it was", () => {
  const small = new FakeShell(new FileTree(new DirectoryNode(""), 2000));
  small.run("echo ok > f");
  expect(small.run(`echo ${"x".repeat(1900)} > f`)).toBe("✗ /f: no space left: 1898 bytes are needed, 1741 are free\n");
  expect(small.run("cat f")).toBe("ok\n");
});
