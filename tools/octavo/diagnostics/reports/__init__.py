"""Diagnostics, told: to people (text) and to machines (json)."""
