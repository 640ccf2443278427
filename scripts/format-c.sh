#!/bin/sh
# C as .clang-format has it: says what is not (exit code 1), or with --write makes it so.
set -eu
cd "$(dirname "$0")/.."
command -v clang-format >/dev/null || {
	echo 'clang-format is missing: apt-get install clang-format' >&2
	exit 1
}
mode='--dry-run -Werror'
[ "${1-}" = --write ] && mode=-i
# shellcheck disable=SC2086
find runtime-c arch tests -name '*.[ch]' -exec clang-format $mode {} +
