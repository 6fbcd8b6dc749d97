#!/bin/sh
# One step of the example: makes its own input, works on it, and leaves the result in work/.
#   step.sh KIND N [LEVEL]   KIND is gzip, xz, sha256sum or sort; N is the size of the input in thousands of lines
# Everything appears under its final name at once (written elsewhere and moved), so that steps may run side by side.
set -eu
cd "$(dirname "$0")"
kind=$1 size=$2 level=${3:-6}

command -v "$kind" >/dev/null || {
    echo "step.sh: $kind is not installed (on Debian: apt install coreutils gzip xz-utils)" >&2
    exit 127
}

mkdir -p work
part=work/part.$$
trap 'rm -f "$part"' EXIT
trap 'exit 143' TERM

# Text that every machine makes alike and that is worth compressing: numbers with their prime factors.
text=work/factors-${size}k.txt
if [ ! -f "$text" ]; then
    seq 1000000 $((1000000 + size * 1000 - 1)) | factor >"$part"
    mv "$part" "$text"
fi

case $kind in
    gzip) result=$text.$level.gz && gzip -c "-$level" "$text" >"$part" ;;
    xz) result=$text.$level.xz && xz -c -T1 "-$level" "$text" >"$part" ;;
    sha256sum) result=$text.sha256 && sha256sum "$text" >"$part" ;;
    sort) result=$text.sorted && sort -t : -k 2 "$text" >"$part" ;;
    *) echo "step.sh: unknown step '$kind'" >&2 && exit 2 ;;
esac
mv "$part" "$result"
