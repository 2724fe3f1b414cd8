"""The demonstration content: invented people, bodies, discussions and documents in Polish, and its loader."""
