"""Documents out: whole, by chapter or by version; DOCX, ODT, tagged PDF, EPUB, one HTML file, Markdown."""
