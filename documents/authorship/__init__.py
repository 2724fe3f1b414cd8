"""Who wrote what: the author and the minute of every character, and what people's shares of a text are.

A character's id is a client id and a clock. The log says whose client that is and when the clock was reached;
`ledger.py` keeps just this, compactly, and goes on where it stopped.
"""
