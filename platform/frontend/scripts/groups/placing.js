/** Puts posts into a thread: each once, in the order of their numbers, the newest revision of it. */

/** Places every post of `html`; returns the elements that were not there before. */
export function place(thread, html) {
  const template = document.createElement('template')
  template.innerHTML = html
  return [...template.content.querySelectorAll('article.post')].filter((post) => placeOne(thread, post))
}

export function numberOf(post) {
  return Number(post.dataset.number)
}

export function postsOf(thread) {
  return [...thread.querySelectorAll(':scope > .post')]
}

function placeOne(thread, post) {
  const present = thread.ownerDocument.getElementById(post.id)
  if (present?.parentElement !== thread) {
    thread.insertBefore(post, nextOf(thread, numberOf(post)))
    return true
  }
  if (Number(post.dataset.revision) > Number(present.dataset.revision)) exchange(present, post)
  return false
}

/** What a post goes before, sought from the end, where nearly all go: hundreds may come at once. */
function nextOf(thread, number) {
  // a reply form may stand behind the last post: the new one goes behind it
  let next = thread.querySelector(':scope > [data-load="later"]')
  for (let other = next.previousElementSibling; other; other = other.previousElementSibling) {
    if (!other.matches('.post')) continue
    if (numberOf(other) < number) break
    next = other
  }
  return next
}

/** The reader's focus stays on the same button of the post. */
function exchange(old, fresh) {
  const links = [...old.querySelectorAll('a, button')]
  const focused = links[links.indexOf(document.activeElement)]?.getAttribute('href')
  old.replaceWith(fresh)
  if (focused) [...fresh.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus()
}
