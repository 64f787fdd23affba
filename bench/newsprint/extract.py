"""The six extractors: those of them that are installed."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from .places import find

EXTRACTORS = ("pdfbox", "pdftotext-raw", "pdftotext", "pymupdf", "pypdfium2", "pdfminer")
JARS = ("pdfbox2.jar", "fontbox2.jar", "commons-logging.jar")
MODULES = {"pymupdf": "pymupdf", "pypdfium2": "pypdfium2", "pdfminer": "pdfminer.high_level"}
SOURCE = Path(__file__).with_name("PdfBoxServer.java")


class PdfBox:
    """One Java process that answers many files."""

    def __init__(self, java: str, javac: str, jars: list[Path]) -> None:
        self.classes = tempfile.TemporaryDirectory()
        libraries = ":".join(map(str, jars))
        subprocess.run([javac, "-cp", libraries, "-d", self.classes.name, str(SOURCE)], check=True)
        self.process = subprocess.Popen(
            [
                java,
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=4",
                "-cp",
                f"{libraries}:{self.classes.name}",
                SOURCE.stem,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def text(self, pdf: Path) -> str:
        """A file's text."""
        assert self.process.stdin
        assert self.process.stdout
        side = pdf.with_suffix(".pdfbox.raw")
        self.process.stdin.write(f"{pdf}\t{side}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if answer != "ok":
            raise RuntimeError(answer or "PDFBox ended")
        text = side.read_text(encoding="utf-8")
        side.unlink()
        return text

    def close(self) -> None:
        """End the process."""
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()
        self.classes.cleanup()


class Extractors:
    """The extractors that are installed; `missing` says what the others lack."""

    def __init__(self) -> None:
        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        self.jobs: dict[str, Callable[[Path], str]] = {}
        self.missing: dict[str, str] = {}
        self.box: PdfBox | None = None
        programs = {name: shutil.which(name) for name in ("java", "javac", "pdftotext")}
        jars = {name: find("java", name) for name in JARS}
        lacks = [name for name in ("java", "javac") if not programs[name]]
        lacks += [name for name, path in jars.items() if not path]
        if lacks:
            self.missing["pdfbox"] = ", ".join(lacks)
        else:
            libraries = [path for path in jars.values() if path]
            self.box = PdfBox(programs["java"] or "", programs["javac"] or "", libraries)
            self.jobs["pdfbox"] = self.box.text
        if command := programs["pdftotext"]:
            self.jobs["pdftotext-raw"] = lambda pdf: _pdftotext(command, pdf, "-raw")
            self.jobs["pdftotext"] = lambda pdf: _pdftotext(command, pdf)
        else:
            self.missing["pdftotext"] = self.missing["pdftotext-raw"] = "the program"
        readers = {"pymupdf": _pymupdf, "pypdfium2": _pypdfium2, "pdfminer": _pdfminer}
        for name, reader in readers.items():
            if importlib.util.find_spec(MODULES[name].partition(".")[0]):
                self.jobs[name] = reader
            else:
                self.missing[name] = "the Python package"

    def __enter__(self) -> Self:
        """Nothing to do: the process runs already."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, if there is one."""
        if self.box:
            self.box.close()

    def extract(self, pdf: Path, form_feed: str) -> dict[str, str]:
        """A PDF's texts, by extractor."""
        return {name: finished(name, job(pdf), form_feed) for name, job in self.jobs.items()}


def _pdftotext(command: str, pdf: Path, *options: str) -> str:
    done = subprocess.run(
        [command, *options, "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


def _pymupdf(pdf: Path) -> str:
    pymupdf = importlib.import_module(MODULES["pymupdf"])
    with pymupdf.open(pdf) as document:
        return "\f".join(page.get_text() for page in document)


def _pypdfium2(pdf: Path) -> str:
    pypdfium2 = importlib.import_module(MODULES["pypdfium2"])
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            textpage = page.get_textpage()
            pages.append(textpage.get_text_range())
            textpage.close()
            page.close()
        return "\f".join(pages)
    finally:
        document.close()


def _pdfminer(pdf: Path) -> str:
    return str(importlib.import_module(MODULES["pdfminer"]).extract_text(str(pdf)))


def finished(name: str, text: str, form_feed: str) -> str:
    """A raw text as it is kept: form feeds, ends of line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if name == "pdfbox":
        pages = [p.strip("\n") for p in text.rstrip("\f\n").split("\f")]
        return " " + "\n ".join(pages) + "\n"
    text = text.rstrip() + "\n"
    return " " + text.replace("\f", " ") if form_feed == "space" else text
