#!/bin/sh
# The browser that the tests drive. Where there is none, Debian's root can install it.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
[ -n "$BANMIAN_CHROMIUM" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium for the browser tests …"
  apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "The tests need Chromium or Chrome; install it, or name it: BANMIAN_CHROMIUM=/path make test" >&2
exit 2
