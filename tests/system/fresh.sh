#!/usr/bin/env bash
# A newcomer's first hour on a bare machine: makes a minimal Debian, clones the committed HEAD into
# it, runs the README's two commands there as an ordinary user with sudo, and prints their times.
#
#   sudo tests/system/fresh.sh 12                 # or 13
#   sudo tests/system/fresh.sh 13 --as-root       # the commands run as root
#   sudo tests/system/fresh.sh 13 --keep          # leaves the system behind, to look into
#   sudo tests/system/fresh.sh 12 -- make build   # other commands than the README's, one a word
#
# Needs debootstrap, root, the network and about 8 GB below ${TMPDIR:-/var/tmp}. Packages come from
# wherever this machine's apt has its Debian from. What is mounted lives in a mount namespace of its
# own, so that nothing stays mounted however this ends. Run by hand; not part of `make test`.
set -euo pipefail

fail() {
  echo "fresh.sh: $*" >&2
  exit 2
}

keep=no user=newcomer commands=()
release=${1:-}
case $release in
  12) suite=bookworm ;;
  13) suite=trixie ;;
  *) fail "release '$release' (there is 12 and 13) say for example: fresh.sh 12" ;;
esac
shift
while (($#)); do
  case $1 in
    --keep) keep=yes ;;
    --as-root) user=root ;;
    --) shift; commands=("$@"); break ;;
    *) fail "unknown option '$1' (known: --keep, --as-root, -- COMMAND...)" ;;
  esac
  shift
done

repository=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
if ((${#commands[@]} == 0)); then
  commands=("make quickstart" "make test")
  for command in "${commands[@]}"; do
    git -C "$repository" show HEAD:README.md | grep -Eq "^ *\\\$? *$command\b" ||
      fail "README.md of HEAD has no line '$command' (this script runs what the README says)"
  done
fi
[[ $(id -u) == 0 ]] || fail "not root (debootstrap and chroot need it) run it with sudo"
command -v debootstrap >/dev/null || fail "debootstrap is missing; apt-get install debootstrap"

# The first Debian archive that this machine's apt uses, and the keyring that it is signed with.
site=$(apt-get indextargets --no-release-info --format '$(SITE) $(RELEASE) $(COMPONENT)' \
         'Identifier: Packages' |
       awk '$2 ~ /^(bookworm|trixie|stable|oldstable|testing|sid)$/ && $3 == "main" && !n++ {print $1}')
[[ $site ]] || fail "apt names no Debian archive (looked for main of a Debian release) see /etc/apt"
keyring=$(awk -v site="$site" 'BEGIN {RS = ""} index($0, site) && match($0, /Signed-By: *[^ \n]+/) {
  print substr($0, RSTART + 10, RLENGTH - 10); exit}' /etc/apt/sources.list.d/*.sources 2>/dev/null |
          tr -d ' ' || true)
[[ -f $keyring ]] || keyring=/usr/share/keyrings/debian-archive-keyring.gpg
eval "$(apt-config shell proxy Acquire::http::Proxy)"
[[ ! ${proxy:-} ]] || export http_proxy=$proxy

work=$(mktemp -d "${TMPDIR:-/var/tmp}/moai-fresh-$release.XXXXXX")
root=$work/root
finish() {
  local code=$?
  if [[ $keep == yes ]]; then
    echo "fresh.sh: the system is left in $root"
  else
    rm -rf --one-file-system "$work"
  fi
  exit $code
}
trap finish EXIT
trap 'exit 130' INT TERM

step() {  # NAME COMMAND...: runs it and prints the wall time
  local name=$1 begin=$SECONDS code=0
  shift
  echo "== $name"
  "$@" || code=$?
  printf '== %s: %s after %d min %02d s\n' "$name" "$( ((code)) && echo "failed ($code)" || echo ok)" \
    $(((SECONDS - begin) / 60)) $(((SECONDS - begin) % 60)) | tee -a "$work/times"
  return $code
}

inside() {  # COMMAND: in the new system, as the newcomer
  unshare --mount --pid --ipc --fork --kill-child bash -euc '
    mount --make-rprivate /
    mount -t proc proc "$1/proc"
    mount --rbind /sys "$1/sys"
    mount --rbind /dev "$1/dev"
    mount -t tmpfs -o mode=1777 shm "$1/dev/shm"
    exec chroot "$1" su --login "$2" --command "cd moai && $3"' inside "$root" "$user" "$1"
}

make_system() {
  debootstrap --variant=minbase --include=git,make,sudo,ca-certificates --keyring="$keyring" \
    "$suite" "$root" "$site" >"$work/debootstrap.log" 2>&1 || {
    tail -n 20 "$work/debootstrap.log" >&2
    echo "fresh.sh: no Debian $release ($suite) from $site (see the lines above)" >&2
    return 1
  }
  cp /etc/resolv.conf /etc/hosts "$root/etc/"
  [[ ! ${proxy:-} ]] || echo "Acquire::http::Proxy \"$proxy\";" >"$root/etc/apt/apt.conf.d/90proxy"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"  # no services in a chroot
  chmod 755 "$root/usr/sbin/policy-rc.d"
  local home=/root
  if [[ $user != root ]]; then
    home=/home/$user
    chroot "$root" useradd --create-home --shell /bin/bash "$user"
    echo "$user ALL=(ALL) NOPASSWD: ALL" >"$root/etc/sudoers.d/$user"
  fi
  git clone --quiet --depth 1 "file://$repository" "$root$home/moai"
  chroot "$root" chown -R "$user:" "$home/moai"
}

code=0
echo "== commit $(git -C "$repository" log -1 --format='%h %s'), Debian $release, as $user"
step "Debian $release ($suite)" make_system || exit 2
for command in "${commands[@]}"; do
  step "$command" inside "$command" || { code=1; break; }
done
echo "== times"
cat "$work/times"
exit $code
