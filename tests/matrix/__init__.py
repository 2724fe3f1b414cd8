"""Who may do what: the table, the world it is held against, and how each of its rows is asked."""
