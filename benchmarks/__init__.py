"""Measurements, each a program of its own; see README.md. None of them is a test."""
