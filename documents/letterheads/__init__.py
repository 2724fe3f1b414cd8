"""The letterhead of a group: a DOCX whose styles, header, footer and logo its exports take over."""
