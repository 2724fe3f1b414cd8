"""The letterhead of a group: a DOCX whose styles, header, footer and logo the group's DOCX exports take over."""
