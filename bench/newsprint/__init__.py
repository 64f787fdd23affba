"""Synthetic Chinese newspaper pages with known truth, to fit and to test segmenters on.

Stories are dressed as a newspaper drawn at random dresses them (`stock`, `dress`, `habits`),
typeset into a page (`make`, `page`, `article`, `text`), written as a PDF (`pdf`, `fonts`), and read
back by six extractors (`extract`). `python -m newsprint --help` says how it is run.
"""
