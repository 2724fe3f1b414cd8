/** <live-presence> inside <live-topic>: the faces of those who are here now; fills a _presence.html inside it. */
import { avatar } from './avatar.js'

class LivePresence extends HTMLElement {
  #leaving

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    this.closest('live-topic')?.addEventListener('live:presence', ({ detail }) => this.#show(detail), {
      signal,
    })
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  #show({ people, total }) {
    const list = this.querySelector('ul') ?? this.#frame()
    list.replaceChildren(...people.map(face), ...more(total - people.length))
  }

  #frame() {
    const frame = document.createElement('div')
    frame.className = 'presence'
    const list = document.createElement('ul')
    frame.append(words('p', gettext('Here now')), list)
    this.append(frame)
    return list
  }
}

function face(person) {
  const item = document.createElement('li')
  item.title = person.name
  item.append(avatar(person, 'small'), words('span', person.name))
  return item
}

function more(count) {
  if (!(count > 0)) return []
  const item = document.createElement('li')
  item.textContent = `+${count}`
  return [item]
}

function words(tag, text) {
  const element = document.createElement(tag)
  element.className = 'visually-hidden'
  element.textContent = text
  return element
}

customElements.define('live-presence', LivePresence)
