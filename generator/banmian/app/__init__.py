"""The composition root: what the commands do. It prints nothing; `cli` says what came of it."""
