"""Documents out: the whole, a chapter or a version as DOCX, ODT, tagged PDF, EPUB, one HTML file or Markdown."""
