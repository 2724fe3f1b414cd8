"""Comments on passages of a draft: rows beside the text, held to it by anchors."""
