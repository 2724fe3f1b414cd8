/**
 * <text-composer data-preview-url>: a textarea with formatting buttons ([data-md]), keys and a preview ([data-view]).
 * Changes go through the browser's own editing command, so that Ctrl+Z takes them back.
 */
import { post } from '../http.js'
import { format } from './composer/formatting.js'

const KEYS = { b: 'bold', i: 'italic', k: 'link' }

class TextComposer extends HTMLElement {
  #leaving

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    this.addEventListener('click', (event) => this.#onClick(event), { signal })
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal })
    this.closest('form')?.addEventListener('reset', () => this.#show('write'), { signal })
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  get area() {
    return this.querySelector('textarea')
  }

  /** Replaces the text and the selection; one step for undo. */
  apply({ text, start, end }) {
    this.#show('write')
    this.area.focus()
    replace(this.area, text)
    this.area.setSelectionRange(start, end)
  }

  get state() {
    const { value: text, selectionStart: start, selectionEnd: end } = this.area
    return { text, start, end }
  }

  #onClick({ target }) {
    const tool = target.closest('[data-md]')
    const view = target.closest('[data-view]')
    if (tool) this.apply(format(tool.dataset.md, this.state))
    if (view) this.#show(view.dataset.view)
  }

  #onKey(event) {
    if (event.target !== this.area || !(event.ctrlKey || event.metaKey) || event.altKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      this.closest('form').requestSubmit()
    } else if (event.key in KEYS && !event.shiftKey) {
      event.preventDefault()
      this.apply(format(KEYS[event.key], this.state))
    }
  }

  async #show(view) {
    const preview = this.querySelector('[data-preview]')
    if (!preview) return
    const shown = view === 'preview'
    this.querySelectorAll('[data-view]').forEach((button) => {
      button.setAttribute('aria-pressed', String(button.dataset.view === view))
    })
    if (shown) await this.#render(preview)
    preview.hidden = !shown
    this.area.hidden = shown
  }

  async #render(preview) {
    preview.setAttribute('aria-busy', 'true')
    const answer = await post(this.dataset.previewUrl, { text: this.area.value })
    if (answer.ok)
      preview.innerHTML = answer.data.html // cleaned by the server, like every post
    else preview.textContent = answer.message
    preview.removeAttribute('aria-busy')
  }
}

function replace(area, text) {
  const old = area.value
  let from = 0
  while (from < Math.min(old.length, text.length) && old[from] === text[from]) from += 1
  let tail = 0
  const most = Math.min(old.length, text.length) - from
  while (tail < most && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1
  const added = text.slice(from, text.length - tail)
  area.setSelectionRange(from, old.length - tail)
  const done = added
    ? document.execCommand?.('insertText', false, added)
    : old.length - tail > from && document.execCommand?.('delete')
  if (!done && area.value !== text) {
    area.value = text
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

customElements.define('text-composer', TextComposer)
