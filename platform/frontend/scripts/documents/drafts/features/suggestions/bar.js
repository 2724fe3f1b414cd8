/** The bar above the sheet while one suggests: the changes that wait to be sent. */
import { h } from '../../screen/dom.js'

export class ModeBar {
  /** `send(reason)`, `drop()`. */
  constructor({ send, drop }) {
    this.note = h('p', { class: 'draft-mode-note' })
    this.reason = h('input', {
      type: 'text',
      'aria-label': gettext('Justification (optional)'),
      placeholder: gettext('Justification (optional)'),
      maxlength: 4000,
    })
    this.problem = h('p', { class: 'draft-mode-problem', role: 'alert' })
    const sending = { type: 'button', class: 'button button--small', onclick: () => send(this.reason.value) }
    const dropping = { type: 'button', class: 'button button--quiet button--small', onclick: drop }
    this.sendButton = h('button', sending, gettext('Send suggestions'))
    this.dropButton = h('button', dropping, gettext('Give them up'))
    this.tools = h('div', { class: 'draft-mode-tools' }, this.reason, this.sendButton, this.dropButton)
    this.element = h('div', { class: 'draft-mode-bar', hidden: true }, this.note, this.tools, this.problem)
  }

  show({ suggesting, count }) {
    this.element.hidden = !suggesting
    this.reason.hidden = this.sendButton.hidden = this.dropButton.hidden = !count
    if (!suggesting) return
    const words = ngettext('%s change waits to be sent.', '%s changes wait to be sent.', count)
    this.note.textContent = count
      ? interpolate(words, [count])
      : gettext('Change the text as usual: the others will see your changes as suggestions.')
  }

  busy(on) {
    this.sendButton.setAttribute('aria-busy', String(on))
    this.sendButton.disabled = on
  }

  say(words) {
    this.problem.textContent = words
  }
}
