/** <typing-line>: who is writing an answer just now; a name goes after a few seconds, or when the post is there. */
const FADE = 5000 // milliseconds

class TypingLine extends HTMLElement {
  #people = new Map()
  #leaving

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    const topic = this.closest('live-topic')
    topic?.addEventListener('live:typing', ({ detail }) => this.#add(detail.who), { signal })
    topic?.addEventListener('live:post.added', ({ detail }) => this.#remove(detail.by?.id), { signal })
  }

  disconnectedCallback() {
    this.#leaving.abort()
    this.#people.forEach(({ timer }) => clearTimeout(timer))
    this.#people.clear()
  }

  #add({ id, name }) {
    if (String(id) === document.body.dataset.user) return
    clearTimeout(this.#people.get(id)?.timer)
    this.#people.set(id, { name, timer: setTimeout(() => this.#remove(id), FADE) })
    this.#show()
  }

  #remove(id) {
    clearTimeout(this.#people.get(id)?.timer)
    if (this.#people.delete(id)) this.#show()
  }

  #show() {
    const names = [...this.#people.values()].map(({ name }) => name)
    this.textContent = names.length ? interpolate(gettext('Typing: %s'), [names.join(', ')]) : ''
  }
}

customElements.define('typing-line', TypingLine)
