/**
 * <chapter-order data-may-order>: chapters are dragged by their handles, or moved with the arrow keys on them.
 *
 * Each new order is sent when the one before it is kept, so that the last one wins; when it cannot be kept, the rows
 * go back to the last that was, and the page says so. The buttons beside the rows do the same without this script.
 */
import { toast } from '../../elements/toast.js'
import { post } from '../../http.js'
import { moved, placeAt } from './ordering.js'

const STEPS = { ArrowUp: -1, ArrowDown: 1 }

class ChapterOrder extends HTMLElement {
  #dragged = null
  #sending = false

  connectedCallback() {
    if (!this.hasAttribute('data-may-order')) return
    this.list = this.querySelector('ol')
    this.kept = this.rows
    this.querySelectorAll('.chapter-handle').forEach((handle) => this.#equip(handle))
    this.list.addEventListener('dragover', (event) => this.#over(event))
    this.list.addEventListener('drop', (event) => event.preventDefault())
    this.addEventListener('submit', (event) => this.#pressed(event))
  }

  get rows() {
    return [...this.list.children]
  }

  #equip(handle) {
    const row = handle.closest('.chapter')
    handle.hidden = false
    handle.draggable = true
    handle.addEventListener('keydown', (event) => this.#key(event, row))
    handle.addEventListener('dragstart', (event) => this.#start(event, row))
    handle.addEventListener('dragend', () => this.#end())
  }

  #key(event, row) {
    const step = STEPS[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.#step(row, step, event.currentTarget)
  }

  /** The buttons "up" and "down": the same, without loading the page. */
  #pressed(event) {
    const button = event.submitter
    if (button?.name !== 'direction') return
    event.preventDefault()
    this.#step(button.closest('.chapter'), button.value === 'up' ? -1 : 1, button)
  }

  #step(row, step, focused) {
    const rows = moved(this.rows, this.rows.indexOf(row), step)
    this.list.append(...rows)
    focused.focus()
    this.#keep(row)
  }

  #start(event, row) {
    this.#dragged = row
    this.before = this.rows
    row.dataset.dragged = ''
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setData('text/plain', row.dataset.title)
    event.dataTransfer.setDragImage(row, 16, 16)
  }

  #over(event) {
    if (!this.#dragged) return
    event.preventDefault()
    const others = this.rows.filter((row) => row !== this.#dragged)
    const middles = others
      .map((row) => row.getBoundingClientRect())
      .map(({ top, height }) => top + height / 2)
    const next = others[placeAt(middles, event.clientY)] ?? null
    if (this.#dragged.nextElementSibling !== next) this.list.insertBefore(this.#dragged, next)
  }

  #end() {
    const row = this.#dragged
    this.#dragged = null
    delete row.dataset.dragged
    if (!same(this.rows, this.before)) this.#keep(row)
  }

  #keep(row) {
    this.#number()
    const said = [row.dataset.title, this.rows.indexOf(row) + 1, this.rows.length]
    this.#say(interpolate(gettext('%s: place %s of %s'), said))
    if (!this.#sending) this.#send()
  }

  /** Until the server has the order that the page shows. */
  async #send() {
    this.#sending = true
    this.list.setAttribute('aria-busy', 'true')
    const form = document.getElementById('chapter-order')
    do {
      const { rows } = this
      const { ok, message } = await post(form.action, new FormData(form), { keepalive: true })
      if (ok) this.kept = rows
      else this.#takeBack(message)
    } while (!this.#dragged && !same(this.rows, this.kept))
    this.#sending = false
    this.list.removeAttribute('aria-busy')
  }

  #takeBack(message) {
    const focused = document.activeElement
    this.list.append(...this.kept)
    focused.focus()
    this.#number()
    this.#say('')
    toast(message, 'error')
  }

  #number() {
    this.rows.forEach((one, place) => (one.querySelector('.chapter-number').textContent = `${place + 1}.`))
  }

  #say(words) {
    this.querySelector('[data-said]').textContent = words
  }
}

function same(some, others) {
  return some.every((one, place) => one === others[place])
}

customElements.define('chapter-order', ChapterOrder)
