#!/bin/sh
# All tests: types, style, compiler, device code on Node and as host C, the real image in QEMU. Ends with `N passed, N failed`.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh
sh scripts/fetch-guests.sh
exec node --import tsx scripts/test.ts "$@"
