#!/bin/sh
# Exact instruction counts of the hypervisor's paths; `--json` prints one object.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh >&2
exec node --import tsx tests/bench/main.ts "$@"
