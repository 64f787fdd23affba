"""What can go wrong, as a tree.

BanmianError
├── UserError            the user's mistake: one line and the way out; exit code 2
│   ├── SettingsError    a TOML file of the user's is wrong
│   ├── TextError        a file cannot be read as text
│   └── BusyError        another command holds the lock
└── HostError            a host did not do what a publication asks of it; exit code 3

Trouble in *content* is no exception but a `Diagnostic`: it is collected and shown together.
Anything else that is raised is a bug of ours: exit code 70 and a crash log.
"""


class BanmianError(Exception):
    """Raised on purpose. `message` says what is wrong, `hint` the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UserError(BanmianError):
    """A mistake of the user's."""


class SettingsError(UserError):
    """A settings file cannot be used; `message` begins with `file:line:`."""


class TextError(UserError):
    """A file cannot be read as text. `line` is that of the first byte that is none, from 1."""

    def __init__(self, message: str, hint: str, line: int) -> None:
        super().__init__(message, hint)
        self.line = line


class BusyError(UserError):
    """Another Banmian command is at work on the same edition."""


class HostError(BanmianError):
    """A host cannot be reached, or did not do what a publication asks of it."""
