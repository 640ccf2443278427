#!/bin/sh
# Brings a Debian 12 to the point where everything here builds and runs. Does nothing, at once, where nothing is missing.
set -eu
cd "$(dirname "$0")/.."

fail() {
	printf 'tsvisor: %s\n' "$1" >&2
	exit 1
}

# program:package, for everything that the build, the demo and the tests call
needed='aarch64-linux-gnu-gcc:gcc-aarch64-linux-gnu gcc:gcc clang:clang clang-tidy:clang-tidy clang-format:clang-format cmake:cmake ninja:ninja-build cpio:cpio
qemu-system-aarch64:qemu-system-arm dtc:device-tree-compiler mkimage:u-boot-tools mformat:mtools jq:jq gdb:gdb'

node_version=$(node --version 2>/dev/null) || fail "Node.js is missing: install Node 20 or newer (https://nodejs.org)"
node_major=${node_version#v}
[ "${node_major%%.*}" -ge 20 ] || fail "Node.js $node_version is too old: install Node 20 or newer"

free_kib=$(df -Pk . | awk 'NR == 2 { print $4 }')
[ "$free_kib" -ge 1048576 ] || fail "only $((free_kib / 1024)) MiB are free on this disk: the build and the guests need 1 GiB"

packages=
for pair in $needed; do
	command -v "${pair%%:*}" >/dev/null 2>&1 || packages="$packages ${pair##*:}"
done
[ -e /usr/aarch64-linux-gnu/include/stdio.h ] || packages="$packages libc6-dev-arm64-cross"
[ -e /usr/lib/u-boot/qemu_arm64/u-boot.bin ] || packages="$packages u-boot-qemu"
ls /usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.asan-x86_64.a >/dev/null 2>&1 || [ "$(uname -m)" != x86_64 ] || packages="$packages libclang-rt-14-dev"

if [ -n "$packages" ]; then
	command -v apt-get >/dev/null 2>&1 || fail "these Debian packages are missing, and there is no apt-get to install them:$packages"
	if [ "$(id -u)" = 0 ]; then
		as_root=
	elif command -v sudo >/dev/null 2>&1; then
		as_root=sudo
	else
		fail "run this as root, or install sudo; missing packages:$packages"
	fi
	echo "tsvisor: installing Debian packages:$packages"
	$as_root apt-get -qq update || fail "apt-get update failed: check the network and /etc/apt/sources.list"
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages >build-setup.log 2>&1 || {
		tail -5 build-setup.log >&2
		fail "apt-get install failed; build-setup.log has all it said"
	}
	rm -f build-setup.log
fi

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
	echo "tsvisor: installing npm packages"
	npm ci --no-audit --no-fund --loglevel=error || fail "npm ci failed: check the network and npm's registry setting"
	touch node_modules/.package-lock.json
fi
