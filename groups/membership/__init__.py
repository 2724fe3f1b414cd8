"""Who is in a group: person, role, represented body, sector, from-to."""
