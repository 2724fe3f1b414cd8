/**
 * <part-people part="…"> in the list of chapters: who is in which chapter now. It says where this tab is, and puts the
 * faces of the others beside the chapters they have open (`[data-part]`), also after the list was drawn anew.
 */
import { avatar } from '../../elements/avatar.js'
import { live } from '../../live/index.js'

class PartPeople extends HTMLElement {
  #leaving
  #people = []

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    const topic = document.querySelector('live-topic[data-for="parts-list"]')
    const name = topic?.getAttribute('topic')
    topic?.addEventListener('live:subscribed', () => live.place(name, this.getAttribute('part')), { signal })
    topic?.addEventListener('live:presence', ({ detail }) => this.#show(detail.people), { signal })
    this.watcher = new MutationObserver(() => this.#draw())
    const list = document.getElementById('parts-list')
    if (list) this.watcher.observe(list, { childList: true })
  }

  disconnectedCallback() {
    this.#leaving.abort()
    this.watcher.disconnect()
  }

  #show(people) {
    const own = document.body.dataset.user
    this.#people = people.filter(({ id }) => String(id) !== own)
    this.#draw()
  }

  #draw() {
    for (const item of document.querySelectorAll('#parts-list [data-part]')) {
      const here = this.#people.filter(({ places = [] }) => places.includes(item.dataset.part))
      item.querySelector('.presence')?.remove()
      if (here.length) item.append(faces(here))
    }
  }
}

function faces(people) {
  const box = document.createElement('span')
  box.className = 'presence'
  for (const person of people) {
    const words = document.createElement('span')
    words.className = 'visually-hidden'
    words.textContent = `, ${interpolate(gettext('here now: %(name)s'), { name: person.name }, true)}`
    const face = avatar(person, 'small')
    face.title = person.name
    box.append(face, words)
  }
  return box
}

customElements.define('part-people', PartPeople)
