#!/bin/sh
# The demo's bundle: the guest configurations beside the images that they name.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build/guests/bundle/guests build/guests/bundle/images
cp -u guest-configs/*.toml build/guests/bundle/guests/
cp -u --remove-destination build/guests/Image build/guests/initrd.cpio.gz build/guests/bundle/images/
