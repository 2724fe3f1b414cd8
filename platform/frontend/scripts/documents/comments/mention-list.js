/**
 * The list of people behind an @ in a field, moved in by arrows, chosen by Enter or Tab.
 *
 * The field keeps the focus; the list says through aria-activedescendant which name is meant. A textarea may have no
 * role but its own (ARIA in HTML 4.1), so that it is no combobox and cannot be expanded.
 */
import { getJson } from '../../http.js'
import { candidates, nameBehind } from './mention-text.js'

const known = new Map()
let number = 0

export class MentionList {
  #at = 0
  #shown = []

  constructor(field, url) {
    Object.assign(this, { field, url, id: `mentions-${(number += 1)}` })
    this.list = document.createElement('ul')
    this.list.className = 'mention-list'
    Object.assign(this.list, { id: this.id, role: 'listbox', hidden: true })
    this.list.setAttribute('aria-label', gettext('People to call'))
    field.after(this.list)
    const told = {
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-controls': this.id,
    }
    Object.entries(told).forEach(([name, value]) => field.setAttribute(name, value))
    field.addEventListener('input', () => this.#look())
    field.addEventListener('keydown', (event) => this.#pressed(event))
    field.addEventListener('blur', () => this.#hide())
    this.list.addEventListener('pointerdown', (event) => {
      event.preventDefault() // the field keeps the focus
      const index = [...this.list.children].indexOf(event.target.closest('li'))
      if (index >= 0) this.#take(index)
    })
  }

  async #look() {
    const begun = nameBehind(this.field.value, this.field.selectionStart)
    if (!begun) return this.#hide()
    const people = await peopleOf(this.url)
    this.#shown = candidates(people, begun.name)
    this.#at = 0
    this.#draw()
  }

  #draw() {
    if (!this.#shown.length) return this.#hide()
    this.list.replaceChildren(...this.#shown.map(({ name }, index) => this.#option(name, index)))
    this.list.hidden = false
    this.field.setAttribute('aria-activedescendant', `${this.id}-${this.#at}`)
  }

  #option(name, index) {
    const option = document.createElement('li')
    Object.assign(option, { id: `${this.id}-${index}`, role: 'option', textContent: name })
    option.setAttribute('aria-selected', String(index === this.#at))
    return option
  }

  #hide() {
    this.list.hidden = true
    this.field.removeAttribute('aria-activedescendant')
  }

  #pressed(event) {
    if (this.list.hidden) return
    const last = this.#shown.length - 1
    const steps = { ArrowDown: this.#at === last ? 0 : this.#at + 1, ArrowUp: this.#at ? this.#at - 1 : last }
    if (event.key in steps) this.#at = steps[event.key]
    else if (event.key === 'Escape') this.#hide()
    else if (event.key === 'Enter' || event.key === 'Tab') this.#take(this.#at)
    else return
    event.preventDefault()
    if (event.key in steps) this.#draw()
  }

  #take(index) {
    const { field } = this
    const begun = nameBehind(field.value, field.selectionStart)
    this.#hide()
    if (begun) field.setRangeText(`@${this.#shown[index].name} `, begun.from, field.selectionStart, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

function peopleOf(url) {
  if (!known.has(url))
    known.set(
      url,
      getJson(url).then(({ ok, data }) => (ok ? data.people : [])),
    )
  return known.get(url)
}
