/** What an event of a document means to whoever has one of its chapters open. */

const address = (part) => `/parts/${part}/edit/`

const MEANINGS = {
  'part.split': (mine, { part, new: added, new_title: name }) =>
    part === mine && {
      words: gettext('This chapter was divided. What followed is now the chapter:'),
      href: address(added),
      name,
    },
  'part.joined': (mine, { part, other, title, other_title: name }) => {
    if (other === mine)
      return { words: gettext('This chapter was joined to another one:'), href: address(part), name: title }
    return (
      part === mine && { words: interpolate(gettext('At the end of this chapter follows now: %s'), [name]) }
    )
  },
  'part.removed': (mine, { part }) =>
    part === mine && { words: gettext('This chapter was put into the bin. It can be taken back.') },
  'part.restored': (mine, { part }) => part === mine && { words: gettext('This chapter was taken back.') },
  'part.transferred': (mine, { part, to }) =>
    part === mine && {
      words: gettext('This chapter was moved to another document.'),
      href: `/documents/${to}/`,
      name: gettext('Open the document'),
    },
  'part.renamed': (mine, { part, title }) => part === mine && { title },
}

/** `{words, href, name}` to show, `{title}` to take over, or null when it does not concern the chapter `mine`. */
export function tellOf(mine, kind, data) {
  return MEANINGS[kind]?.(mine, data) || null
}
