"""Groups of people who work together: committees, working groups, local partnerships."""
