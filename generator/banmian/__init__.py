"""Banmian 版面: newspaper pages in, a digital edition for any static host out."""

__version__ = "0.1.0"
