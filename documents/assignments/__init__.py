"""Assignments: whose a chapter is, its status, deadline and language."""
