/** Changes the page above the reader without moving what he reads. */

export function keepStill(anchor, change) {
  const root = document.documentElement
  // the browser's own anchoring would count the same change a second time
  root.style.overflowAnchor = 'none'
  const before = anchor?.getBoundingClientRect().top ?? 0
  change()
  const moved = (anchor?.getBoundingClientRect().top ?? 0) - before
  if (moved) window.scrollBy({ top: moved, behavior: 'instant' })
  requestAnimationFrame(() => (root.style.overflowAnchor = ''))
}

/** The first of `elements` that is (partly) in view. */
export function firstInView(elements) {
  return elements.find((element) => element.getBoundingClientRect().bottom > 0)
}
