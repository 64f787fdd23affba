"""Indexing alone, on one core: pairs, texts and shards of the articles of a built site.

    python bench/index.py SITE [--times 100]

The texts are read from the site's own index; then they are indexed anew, as one large segment. With
`--times` the issues count so often: the postings of a million articles, without their texts. Prints
JSON: articles, seconds of the processor, MB of the process, shards, bytes of them.
"""

import argparse
import json
import resource
import time
from collections.abc import Iterator
from itertools import chain, groupby, repeat
from pathlib import Path
from tempfile import TemporaryDirectory

from banmian.app.searching import every_document
from banmian.press.spool import in_ranges, numbers_of
from banmian.search.documents import Document
from banmian.search.parts import Part, part
from banmian.search.runs import POSTING_BITS, each, together
from banmian.search.segment import cut, limit_of
from banmian.search.shard import LARGE, row_bits

A_RANGE = 3000
"""Documents of a large segment for each of which there is one range more, as a build has it."""


def main() -> None:
    """Index, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path, help="a built site, with search")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--work", type=Path, help="a folder for the postings of a large segment")
    options = parser.parse_args()
    seconds, parts, count = 0.0, [], 0
    for issue in _issues(options.site):
        start = time.process_time()
        one = part(issue)
        seconds += time.process_time() - start
        parts.append(one if options.times == 1 else _without_texts(one))
        count += len(issue)
    start = time.process_time()
    size = count * options.times
    sizes = [len(content) for content in _shards(parts, size, options)]
    seconds += time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = {"articles": size, "seconds": seconds, "memory": memory}
    print(json.dumps(told | {"shards": len(sizes), "bytes": sum(sizes)}))


def _issues(site: Path) -> Iterator[list[Document]]:
    for _, issue in groupby(every_document(site), lambda one: one.href.partition("/")[0]):
        yield list(issue)


def _without_texts(one: Part) -> Part:
    return Part(one.run, b"", one.lengths, (), "")


def _shards(parts: list[Part], size: int, options: argparse.Namespace) -> Iterator[bytes]:
    runs = (one.run for some in repeat(parts, options.times) for one in some)
    limit = limit_of(size, size)
    if size <= LARGE:
        yield from (shard.content for shard in cut(together(runs), size, limit))
        return
    with TemporaryDirectory(dir=options.work) as folder:
        bits, count = POSTING_BITS + row_bits(size), max(8, size // A_RANGE)
        paths = in_ranges(each(runs), bits, count, Path(folder))
        ranges = (cut(numbers_of(path), size, limit) for path in paths)
        yield from (shard.content for shard in chain.from_iterable(ranges))


if __name__ == "__main__":
    main()
