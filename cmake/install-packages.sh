#!/bin/sh
# Installs the Debian packages that moai needs and this machine lacks, saying which; those of its
# tests and benchmarks, too, after `install-packages.sh tests`; those of the documentation site
# alone after `install-packages.sh docs`. Uses sudo where not root. Does nothing where all are there;
# on another system it says what is needed and goes on.
set -eu

packages="g++ cmake ninja-build ccache git pkg-config
  libtorch-dev libopenmpi-dev openmpi-bin libhdf5-dev hdf5-tools libyaml-cpp-dev
  libboost-program-options-dev libfmt-dev libspdlog-dev libssl-dev nlohmann-json3-dev
  libpng-dev libjpeg-dev libtiff-dev libsndfile1-dev libsamplerate0-dev libogg-dev
  libopenblas0-pthread
  python3-numpy python3-h5py python3-scipy python3-pandas python3-matplotlib
  python3-pil python3-yaml"
[ "${1:-}" != docs ] || packages="mkdocs mkdocs-material"
[ "${1:-}" != tests ] || packages="$packages
  librandom123-dev libgtest-dev libgmock-dev libbenchmark-dev
  python3-pytest python3-jsonschema mypy"

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "moai: no Debian package manager here; see slurm/README.md for what has to be there."
  exit 0
fi

missing=""
for package in $packages; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "moai: installing$missing"
sudo=""
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "moai: neither root nor sudo; ask for these packages: $missing"; exit 1; }
  sudo="sudo"
fi
$sudo apt-get update -q
# shellcheck disable=SC2086  # a list of words
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends $missing
