/** Paths as in Unix: parts between slashes, absolute when they begin with one. */

/** The parts of a path without empty ones, `.` and `..` resolved; `..` at the root stays there. */
export function splitPath(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts;
}

/** `path` seen from the directory `cwd`; not yet normalised, so that a slash at its end is still there. */
export function joinPath(cwd: string, path: string): string {
  return path.startsWith("/") ? path : `${cwd}/${path}`;
}

/** The absolute path without `.`, `..` and slashes too many. */
export function normalizePath(path: string): string {
  return `/${splitPath(path).join("/")}`;
}

/** `/guests/linux.toml` → `/guests`. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

/** `/guests/linux.toml` → `linux.toml`. */
export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The path ends with `.` or `..`: it names a directory by where it is, not by its name. */
export function endsInDots(path: string): boolean {
  const last = baseNameOf(path.endsWith("/") ? path.slice(0, path.length - 1) : path);
  return last === "." || last === "..";
}
