#!/bin/bash
# Builds mediasoup-worker from the installed mediasoup npm package and Debian 12
# packages, for machines that cannot download the official binary.
#
#   build.sh <mediasoup package dir> <output file> <cache dir>
#
# Debian packages: see packages.txt beside this file.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
package=$(cd "$1" && pwd)
output=$2
cache=$3

# libsrtp 2.7.0 as in Debian 13; the hash is the one in Debian's signed index.
srtp=libsrtp2_2.7.0.orig.tar.gz
srtp_sha256=54facb1727a557c2a76b91194dcb2d0a453aaf8e2d0cbbf1e3c2848c323e28ad
# From the mirror that apt is set up with: its pool also holds the sources of newer releases.
debian_mirror() {
  apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' |
    awk '$2 !~ /security|updates|backports/ { print $1; exit }'
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$package/worker/." "$work"
rm -rf "$work/out"

# edit <file> <sed expression>: fails if it changes nothing, as on another version of mediasoup.
edit() {
  sed -i.orig "$2" "$work/$1"
  if cmp -s "$work/$1" "$work/$1.orig"; then echo "no match in $1: $2" >&2; exit 1; fi
}
# Debian 12 has Meson 1.0.1, which does.
edit meson.build "s/meson_version: '>= 1.1.0'/meson_version: '>= 1.0.0'/"
# This BIO callback replaces the result of every BIO_ctrl() by 1. With an OpenSSL
# that has kernel TLS (Debian's does; the bundled one doesn't) that reads as "the
# kernel does the sending", no write buffer is allocated and the DTLS handshake
# crashes. Return the result that was passed in instead.
edit src/RTC/DtlsTransport.cpp 's/(operationType == BIO_CB_RETURN)/((operationType \& BIO_CB_RETURN) != 0)/'

# A wrap whose directory already exists is not downloaded.
for project in libuv openssl libsrtp3 unordered-dense flatbuffers abseil-cpp; do
  directory=$(sed -n 's/^directory = //p' "$work/subprojects/$project.wrap")
  cp -r "$here/overlay/$project" "$work/subprojects/$directory"
done

mkdir -p "$cache"
if ! echo "$srtp_sha256  $cache/$srtp" | sha256sum --check --status 2>/dev/null; then
  rm -f "$cache/$srtp"
  # apt's own downloader: the same proxy and mirror settings, and it checks the hash.
  /usr/lib/apt/apt-helper download-file "$(debian_mirror)/pool/main/libs/libsrtp2/$srtp" "$cache/$srtp" "SHA256:$srtp_sha256"
fi
mkdir "$work/subprojects/libsrtp2"
tar xzf "$cache/$srtp" -C "$work/subprojects/libsrtp2" --strip-components 1

meson setup --buildtype release -Db_ndebug=true --wrap-mode=nodownload ${MESON_ARGS:-} "$work/build" "$work" > "$work/setup.log" ||
  { cat "$work/setup.log" >&2; exit 1; }
ninja -C "$work/build" ${NINJA_ARGS:-} mediasoup-worker
# The stand-ins for libsrtp 3 and unordered_dense behave as the worker needs them to.
meson test -C "$work/build" --print-errorlogs --suite libsrtp3 --suite unordered-dense
mkdir -p "$(dirname "$output")"
strip -o "$output" "$work/build/mediasoup-worker"
