"""Consultations: remarks on a frozen version, answered one by one with a position and reasons."""
