#!/bin/sh
# The programs that the tests drive. What is missing Debian's root can install, all in one go.
# Without a browser there are no tests; what else is missing is named, and its tests are skipped,
# except under CI=true: there all of it must be tested.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

have() { command -v "$1" >/dev/null 2>&1; }

browser() {
  [ -n "$BANMIAN_CHROMIUM" ] || have chromium || have chromium-browser ||
    have google-chrome || have google-chrome-stable
}

chinese_face() { # that share pictures are set in
  for file in "${BANMIAN_FONTS:-/usr/share/fonts/opentype/noto}"/Noto*CJK*; do
    [ -e "$file" ] && return
  done
  return 1
}

missing() { # the Debian packages that are not there
  browser || echo chromium
  have nginx || echo nginx
  have caddy || echo caddy
  have sshd || echo openssh-server
  have rsync || echo rsync
  chinese_face || echo fonts-noto-cjk
}

running() { # the processes of servers, which are none of ours
  for file in /proc/[0-9]*/comm; do
    read -r name 2>/dev/null <"$file" || continue
    case $name in nginx | caddy | sshd) echo "$file" ;; esac
  done
}

install() { # no service that comes with a package is started, now or at the next boot
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
  fi
  before=$(running)
  apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq "$@" >/dev/null
  for package in "$@"; do
    case $package in
      nginx | caddy) have systemctl && systemctl disable --quiet "$package" ;;
      openssh-server) have systemctl && systemctl disable --quiet ssh ;;
    esac
  done
  [ "$(running)" = "$before" ] || echo "A server runs now that the tests did not start." >&2
}

# shellcheck disable=SC2046  # package names have no blanks
if [ -n "$(missing)" ] && [ "$(id -u)" = 0 ] && have apt-get; then
  echo "Installing for the tests:" $(missing) "…"
  install $(missing)
fi
[ -n "$(missing)" ] || exit 0
echo "Missing for the tests:" $(missing) >&2
browser || {
  echo "Install Chromium or Chrome, or name it: BANMIAN_CHROMIUM=/path make test" >&2
  exit 2
}
[ "$CI" != true ] || exit 2
echo "The tests that need it are skipped." >&2
