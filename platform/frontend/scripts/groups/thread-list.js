/** <thread-list>: the list of a group's threads, fetched again when something happens in one of them. */
const WAIT = 1500 // milliseconds; a busy group does not fetch for every post
const KINDS = ['thread.opened', 'thread.closed', 'thread.reopened', 'post.added']

class ThreadList extends HTMLElement {
  #leaving
  #timer = 0

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    const topic = this.closest('live-topic')
    KINDS.forEach((kind) => topic?.addEventListener(`live:${kind}`, () => this.#soon(), { signal }))
  }

  disconnectedCallback() {
    this.#leaving.abort()
    clearTimeout(this.#timer)
  }

  #soon() {
    this.#timer ||= setTimeout(() => this.refresh(), WAIT)
  }

  async refresh() {
    this.#timer = 0
    try {
      const response = await fetch(location.href, { credentials: 'same-origin' })
      if (response.ok) this.#show(await response.text())
    } catch {
      // without a connection the list stays as it is; the next event tries again
    }
  }

  #show(html) {
    const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('thread-list')
    if (!fresh) return
    const focused = this.contains(document.activeElement) && document.activeElement.getAttribute('href')
    this.replaceChildren(...fresh.childNodes)
    if (focused) this.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus()
  }
}

customElements.define('thread-list', ThreadList)
