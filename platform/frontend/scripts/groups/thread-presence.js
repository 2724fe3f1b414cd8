/** <thread-presence>: faces of those who have the thread open just now. */
import { avatar } from '../elements/avatar.js'

class ThreadPresence extends HTMLElement {
  #leaving

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    this.closest('live-topic')?.addEventListener('live:presence', ({ detail }) => this.#show(detail.people), {
      signal,
    })
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  #show(people) {
    this.querySelector('ul')?.replaceChildren(...people.map(face))
  }
}

function face(person) {
  const item = document.createElement('li')
  item.title = person.name
  const name = document.createElement('span')
  name.className = 'visually-hidden'
  name.textContent = person.name
  item.append(avatar(person, 'small'), name)
  return item
}

customElements.define('thread-presence', ThreadPresence)
