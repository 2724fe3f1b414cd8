/** Puts a thread of comments where it belongs among the others: once, in the order of the text. */

/** The thread of `html` in its place; what is being written in its old form stays. */
export function placeThread(list, html) {
  const template = document.createElement('template')
  template.innerHTML = html
  const fresh = template.content.querySelector('.comment-thread')
  const old = list.querySelector(`:scope > [id="${fresh.id}"]`)
  if (!old) {
    list.insertBefore(fresh, nextOf(list, fresh))
    return fresh
  }
  const form = old.querySelector('form')
  const focused = focusIn(old)
  if (form) fresh.querySelector('.comment-foot').before(form)
  old.replaceWith(fresh)
  focused?.(fresh)
  return fresh
}

/** The threads in the order of the text, as an editor knows it: `placed` is `[{id, from}]` of those that stand in it. */
export function arrangeThreads(list, placed) {
  const places = new Map(placed.map(({ id, from }) => [String(id), from]))
  const threads = [...list.querySelectorAll(':scope > .comment-thread')]
  for (const thread of threads) thread.dataset.at = places.get(thread.dataset.thread) ?? thread.dataset.at
  const sorted = [...threads].sort((one, other) => Number(one.dataset.at) - Number(other.dataset.at))
  if (sorted.every((thread, n) => thread === threads[n])) return
  const [{ activeElement }, end] = [document, threads.at(-1).nextSibling]
  for (const thread of sorted) list.insertBefore(thread, end)
  if (list.contains(activeElement)) activeElement.focus({ preventScroll: true })
}

/** Do something that replaces the focused thread, and put the focus back on a link of this kind. */
export function refocus(act, selector) {
  const had = document.activeElement?.closest('.comment-thread')
  const fresh = act()
  if (had) fresh.querySelector(selector)?.focus()
}

function nextOf(list, fresh) {
  const at = Number(fresh.dataset.at)
  const later = [...list.querySelectorAll(':scope > .comment-thread')].find(
    (other) => Number(other.dataset.at) > at,
  )
  return later ?? null
}

/** A function that gives the replacement the focus that this element has, or null. */
function focusIn(old) {
  const { activeElement } = document
  if (!old.contains(activeElement)) return null
  if (activeElement.form) return () => activeElement.focus() // its form moves along
  const href = activeElement.getAttribute('href')
  return (fresh) =>
    [...fresh.querySelectorAll('a')].find((link) => link.getAttribute('href') === href)?.focus()
}
