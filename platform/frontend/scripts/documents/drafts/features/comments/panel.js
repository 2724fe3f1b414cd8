/** The list beside the text is the list of the page: fetched when its panel is opened first. */

/** Puts the <draft-comments> of a page into the panel; false when it is there already, or cannot be had. */
export async function fillPanel(panel, url) {
  if (panel.querySelector('draft-comments')) return false
  const response = await fetch(url, { credentials: 'same-origin' }).catch(() => null)
  if (!response?.ok || panel.querySelector('draft-comments')) return false
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const found = page.querySelector('draft-comments')
  if (!found) return false
  panel.replaceChildren(document.adoptNode(found))
  customElements.upgrade(found) // the panel may not be on the screen yet, and is spoken to all the same
  return true
}

/** Show which of them is meant. */
export function point(list, article) {
  list?.querySelectorAll('[data-current]').forEach((other) => other.removeAttribute('data-current'))
  article?.setAttribute('data-current', '')
  article?.scrollIntoView({ block: 'nearest' })
}
