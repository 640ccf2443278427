#!/bin/sh
# From a fresh clone to the hypervisor's shell: set-up, build, guests, QEMU.
set -eu
cd "$(dirname "$0")/.."
sh scripts/setup.sh
sh scripts/fetch-guests.sh
echo "tsvisor: building"
node bin/tsvisor.js build --board qemu-virt-aarch64 >build/build.log 2>&1 || {
	tail -40 build/build.log >&2
	echo "tsvisor: the build failed; build/build.log has all of it" >&2
	exit 1
}
sh scripts/pack-demo.sh
echo "tsvisor: starting QEMU; 'help' lists the commands, 'exit' ends the machine"
exec node bin/tsvisor.js run --board qemu-virt-aarch64 --bundle build/guests/bundle "$@"
