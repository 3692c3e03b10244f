"""Definitions and arguments for the special functions of Functions."""

DIGITS = 250

FUNCTIONS = []
