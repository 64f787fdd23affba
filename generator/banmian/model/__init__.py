"""Immutable types that all layers share; they know nothing but themselves."""
