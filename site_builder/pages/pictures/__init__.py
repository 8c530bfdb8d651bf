"""Geometry of the drawings: numbers in, coordinates out."""
