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
  const present = thread.querySelector(`:scope > [id="${post.id}"]`)
  if (!present) {
    const next = postsOf(thread).find((other) => numberOf(other) > numberOf(post))
    // a reply form may stand behind the last post: the new one goes behind it
    thread.insertBefore(post, next ?? thread.querySelector(':scope > [data-load="later"]'))
    return true
  }
  if (Number(post.dataset.revision) > Number(present.dataset.revision)) exchange(present, post)
  return false
}

/** The reader's focus stays on the same button of the post. */
function exchange(old, fresh) {
  const links = [...old.querySelectorAll('a, button')]
  const focused = links[links.indexOf(document.activeElement)]?.getAttribute('href')
  old.replaceWith(fresh)
  if (focused) [...fresh.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus()
}
