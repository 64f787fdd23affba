"""What is run on a host of releases (see `releases`): POSIX sh, as dash and busybox have it.

Each value is put in as a quoted word of the shell. What a script tells stands in lines
`banmian KEY VALUE`; others, of a host that greets everybody, mean nothing.
"""

import shlex
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from banmian.addresses import MARKER
from banmian.publish.releases import CURRENT, FOLDER_MARK, NEW, RELEASES, written

LOCK = ".banmian-lock"
"""A link in `releases` whose target names who publishes: made and read at one stroke."""

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "current": CURRENT,
        "releases": RELEASES,
        "marker": MARKER,
        "mark": FOLDER_MARK.decode(),
        "new": NEW,
        "new_marker": written(MARKER),
        "new_current": written(CURRENT),
        "lock": LOCK,
    }
)

LOOK = r"""
say() { printf 'banmian %s %s\n' "$1" "$2"; }
line() { tr -d '\n' <"$1"; }
place=$path
while [ ! -e "$place" ]; do place=$(dirname "$place"); done
say bytes "$(df -Pk "$place" | tail -n 1)"
say files "$(df -Pi "$place" 2>/dev/null | tail -n 1)"
if [ -e "$path" ]; then
  cd "$path"
  ls -A | while IFS= read -r name; do say entry "$name"; done
  [ ! -f "$marker" ] || say mark "$(line "$marker")"
  if [ -L "$current" ]; then say current "$(readlink "$current")"
  elif [ -e "$current" ]; then say current ''
  fi
  for folder in "$releases"/*; do
    [ -L "$folder" ] || [ ! -f "$folder/$marker" ] || say release "${folder#"$releases/"}"
  done
  [ ! -f "$current/$marker" ] || say marker "$(line "$current/$marker")"
fi
"""

PREPARE = (
    r"""
mkdir -p "$path"
(
  cd "$path"
  [ -e "$marker" ] || { printf %s "$mark" >"$new_marker"; mv "$new_marker" "$marker"; }
  mkdir -p "$releases"
  cd "$releases"
  [ -L "$lock" ] || ln -s "$who" "$lock"
  holder=$(readlink "$lock")
  if [ "$holder" = "$who" ]; then mkdir -p "$new"
  else printf 'banmian busy %s\n' "$holder"
  fi
)
"""
    + LOOK
)

_SWITCH = r"""
switch() {
  rm -f "$new_current"
  ln -s "$releases/$1" "$new_current"
  # GNU and busybox; BSD; else the link is away for a moment
  mv -fT "$new_current" "$current" 2>/dev/null || mv -fh "$new_current" "$current" 2>/dev/null || {
    rm -f "$new_current"
    ln -sfn "$releases/$1" "$current"
  }
}
"""

FINISH = (
    _SWITCH
    + r"""
cd "$path/$releases"
[ "$(readlink "$lock")" = "$who" ] || { echo 'another publication took over' >&2; exit 1; }
for kept in $retained; do
  [ -e "$old/$kept" ] && [ ! -e "$new/$kept" ] || continue
  mkdir -p "$new/${kept%/*}"
  cp -al "$old/$kept" "$new/$kept" 2>/dev/null || {
    rm -rf "$new/$kept"
    cp -Rp "$old/$kept" "$new/$kept"
  }
done
rm -f "$new/$marker"
printf %s "$content" >"$new/$marker"
sync
[ ! -e "$name" ] || { echo "$name is there already" >&2; exit 1; }
mv "$new" "$name"
( cd ..; switch "$name" )
for folder in $unwanted; do
  mv "$folder" "$new"
  rm -rf "$new"
done
rm -f "$lock"
"""
)

SWITCH = _SWITCH + 'cd "$path"\nswitch "$name"\n'

_READ = r"""
give() {
  size=$(wc -c <"$1")
  printf 'banmian file %s\n' "$size"
  cat <"$1"
}
cd "$path/$current"
"""

UNLOCK = r"""
cd "$path/$releases"
[ "$(readlink "$lock")" != "$who" ] || rm -f "$lock"
"""


def read(paths: Iterable[str]) -> str:
    """Give the script that tells of each file its size, in a line, and then its content."""
    return _READ + "".join(f"give {shlex.quote(path)}\n" for path in paths)


def script(text: str, path: str, **values: str | Iterable[str]) -> str:
    """Put a script together; a value of several words has none with blanks."""
    words = {
        key: value if isinstance(value, str) else " ".join(value) for key, value in values.items()
    }
    given = {**_NAMES, "path": path, **words}
    return "\n".join(f"{key}={shlex.quote(value)}" for key, value in given.items()) + f"\n{text}"
