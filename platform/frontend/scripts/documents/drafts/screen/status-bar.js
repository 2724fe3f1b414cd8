/** The bar under the text: its state in large letters, words, and the warning before leaving with unsaved words. */
import { h } from './dom.js'
import { countWords, describe } from './status.js'

export class StatusBar {
  #pending = 0
  #counting = null

  constructor() {
    this.text = h('span', { class: 'draft-state-text' })
    this.note = h('span', { class: 'draft-state-note' })
    this.state = h('p', { class: 'draft-state', role: 'status', 'data-kind': 'loading' }, this.text)
    this.words = h('p', { class: 'draft-words' })
    this.element = h('div', { class: 'draft-status' }, this.state, this.note, this.words)
    this.warn = (event) => this.#pending > 0 && event.preventDefault()
    window.addEventListener('beforeunload', this.warn)
  }

  show(status) {
    const { kind, text, note } = describe(status)
    this.#pending = status.pending
    this.#announceOnlyTurns(kind)
    if (this.text.textContent !== text) this.text.textContent = text
    if (this.note.textContent !== note) this.note.textContent = note
  }

  /** Count the words when nobody has typed for `ms`. */
  countSoon(view, ms) {
    clearTimeout(this.#counting)
    this.#counting = setTimeout(() => {
      const { doc, selection } = view.state
      this.showWords(doc.toString(), doc.sliceString(selection.main.from, selection.main.to))
    }, ms)
  }

  showWords(text, selected) {
    const counted = interpolate(gettext('Words: %(count)s'), { count: countWords(text) }, true)
    const chosen = interpolate(gettext('selected: %(count)s'), { count: countWords(selected) }, true)
    this.words.textContent = selected ? `${counted} (${chosen})` : counted
  }

  destroy() {
    clearTimeout(this.#counting)
    window.removeEventListener('beforeunload', this.warn)
  }

  /** Saved and Saving alternate with every word typed; a screen reader is told of turns, not of that ticking. */
  #announceOnlyTurns(kind) {
    const ticking = ['saved', 'saving']
    const quiet = ticking.includes(kind) && ticking.includes(this.state.dataset.kind)
    if (this.state.dataset.kind === kind) return
    this.state.setAttribute('aria-live', quiet ? 'off' : 'polite')
    this.state.dataset.kind = kind
  }
}
