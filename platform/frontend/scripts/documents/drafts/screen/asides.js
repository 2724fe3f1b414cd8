/** The place above the text for own words that are not in it, or not on the server for want of the right. */
import { findPassages } from '../aside.js'
import { asidePanel } from './aside-panel.js'
import { h } from './dom.js'

export class Asides {
  #kept = null

  /** `acts`: `{insert(text), dismiss(aside)}`. */
  constructor(acts) {
    this.acts = acts
    this.element = h('div', { class: 'draft-asides' })
  }

  offer(aside) {
    const { insert, dismiss } = this.acts
    this.element.append(asidePanel(aside, { insert, dismiss: () => dismiss(aside) }))
  }

  /**
   * Words that wait for a right which was lost: they can be taken along, and go out by themselves if it comes back.
   * They stay in the outbox, so they can be neither inserted again nor discarded here.
   */
  showKept({ doc, text, outbox }, waits) {
    if (waits === Boolean(this.#kept)) return
    this.#kept?.remove()
    this.#kept = null
    const passages = waits ? findPassages(doc, outbox.updates) : []
    if (!passages.length) return
    this.#kept = asidePanel({ reason: 'no-right', passages, whole: text.toString(), at: Date.now() }, {})
    this.element.append(this.#kept)
  }
}
