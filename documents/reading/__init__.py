"""The whole document read as one text: numbers of chapters, headings, tables, figures, footnotes;
references.

The rendering of each part (`documents/rendering.py`) knows only that part. Here the parts are put in a row
and get what belongs to the whole. The core (`scan`, `numbering`, `assembly`) is pure: HTML of our own
renderer in, the same HTML with numbers out. Reading pages, versions, consultations and exports all use it.

A caption is a paragraph of its own directly before or after a table or an image: `Tabela: Wskaźniki`,
`Rysunek: Mapa`. A reference is a link to the name of a heading or caption: `[](#tabela-wskazniki)` is
shown as "tabela 2", `[tabeli #](#tabela-wskazniki)` as "tabeli 2". Names follow from the words, not from
the place, so references survive any reordering; a name that was read once stays with its heading or caption
under any later title (`naming`, `marks`), so they survive renaming too.
"""
