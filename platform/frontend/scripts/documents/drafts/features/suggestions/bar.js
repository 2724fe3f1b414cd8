/** The bar above the sheet: whether one writes or suggests, and the changes that wait to be sent. */
import { h } from '../../screen/dom.js'

export class ModeBar {
  /** `write`: whether writing itself is allowed; `to(mode)`, `send(reason)`, `drop()`. */
  constructor({ write, to, send, drop }) {
    const mode = (name, label) =>
      h(
        'button',
        { type: 'button', class: 'draft-mode', 'aria-pressed': 'false', onclick: () => to(name) },
        label,
      )
    this.writing = mode('write', gettext('I am writing'))
    this.suggesting = mode('suggest', gettext('I am suggesting'))
    const group = { class: 'draft-modes', role: 'group', 'aria-label': gettext('How you work') }
    const modes = h('div', group, write ? this.writing : null, this.suggesting)
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
    this.element = h('div', { class: 'draft-mode-bar' }, modes, this.note, this.tools, this.problem)
  }

  show({ suggesting, count }) {
    this.writing.setAttribute('aria-pressed', String(!suggesting))
    this.suggesting.setAttribute('aria-pressed', String(suggesting))
    this.note.hidden = this.tools.hidden = !suggesting
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
