/* Node's, declared here: a program that uses the library need not know Node's declarations. */
declare const process: { readonly stdout: { write(text: string): boolean } };

/**
 * Writes `text` and a newline to the program's output: standard output on a host, the console on a device.
 * @native rt_print @nothrow @noalloc
 */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
