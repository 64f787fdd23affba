"""A network that reads a page, on trial beside the segmenter: docs/decisions/0015.

What it is told of each line (`features`, `likeness`), what it thinks (`network`, with what it has
learned in `parameters`), what that leaves to choose (`choices`), texts strung of lines
(`threads`), the account that pieces are made from (`readings`), and pieces (`cut`).

`examples` makes of a page with its truth what is to be learned, `learner` is the network as it
learns, `learning` fits it, `packing` writes it. `bench/fit_reader.py` fits it, and
`bench/read_pages.py` compares it with the segmenter.
"""
