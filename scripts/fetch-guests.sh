#!/bin/sh
# Fetches Debian's arm64 cloud kernel and busybox-static and packs the demo's guests: build/guests/{Image,initrd.cpio.gz}.
# apt works on a state of its own below build/guests/apt; the system's packages, lists and foreign architectures stay as they are.
set -eu
cd "$(dirname "$0")/.."
out=build/guests

fail() {
	printf 'tsvisor: %s\n' "$1" >&2
	exit 1
}

if [ -e "$out/Image" ] && [ -e "$out/initrd.cpio.gz" ] && [ ! scripts/guest-init -nt "$out/initrd.cpio.gz" ]; then
	exit 0
fi

state=$(pwd)/$out/apt
mkdir -p "$state/lists/partial" "$state/archives/partial" "$state/deb" "$state/root"
: >"$state/status"

private_apt() {
	tool=$1
	shift
	"$tool" -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State::Lists="$state/lists" \
		-o Dir::Cache::archives="$state/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
		-o Dir::State::status="$state/status" -o APT::Sandbox::User=root "$@"
}

if [ ! -e "$state/root/bin/busybox" ] || ! ls "$state"/root/boot/vmlinuz-* >/dev/null 2>&1; then
	echo "tsvisor: fetching Debian's arm64 kernel and busybox (25 MB)"
	private_apt apt-get -qq update || fail "apt-get update failed for arm64: check the network and /etc/apt/sources.list"
	kernel=$(private_apt apt-cache search -n '^linux-image-6[.]1[.].*-cloud-arm64-unsigned$' | sort -V | tail -1 | cut -d' ' -f1)
	[ -n "$kernel" ] || fail "no linux-image-6.1*-cloud-arm64-unsigned in this system's package sources: is it Debian 12?"
	(cd "$state/deb" && private_apt apt-get -qq download "$kernel" busybox-static) || fail "downloading $kernel or busybox-static failed"
	for package in "$state"/deb/*.deb; do
		dpkg-deb -x "$package" "$state/root" || fail "$package does not unpack: delete it and run this again"
	done
	rm -rf "$state/lists" "$state/deb" "$state/archives"
fi

echo "tsvisor: packing the guests' initial file system"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/dev" "$work/proc" "$work/sys" "$work/tmp" "$work/root"
install -m755 "$state/root/bin/busybox" "$work/bin/busybox"
install -m755 scripts/guest-init "$work/init"
(cd "$work" && find . | LC_ALL=C sort | cpio -o -H newc --owner=0:0 --reproducible --quiet) | gzip -9n >"$out/initrd.tmp"
mv "$out/initrd.tmp" "$out/initrd.cpio.gz"
cp "$(ls "$state"/root/boot/vmlinuz-* | sort -V | tail -1)" "$out/Image.tmp"
mv "$out/Image.tmp" "$out/Image"
