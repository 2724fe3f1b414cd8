/**
 * Pasted text whose lines a page has cut, as it comes out of a PDF: an offer to join them, above the status bar.
 *
 * The text is pasted as it is; whoever takes the offer gets paragraphs instead, and undo brings the lines back.
 */
import { StateEffect, StateField } from '@codemirror/state'
import { EditorView, showPanel } from '@codemirror/view'
import { isWrapped, joined } from '../../paste/pdf.js'

const offer = StateEffect.define()

/** `{from, to}` of what was pasted, while the offer stands. */
export const offered = StateField.define({
  create: () => null,
  update(value, transaction) {
    const fresh = transaction.effects.find((effect) => effect.is(offer))
    if (fresh) return fresh.value
    if (!value || !transaction.docChanged) return value
    const from = transaction.changes.mapPos(value.from, 1)
    const to = transaction.changes.mapPos(value.to, -1)
    return from < to ? { from, to } : null
  },
  provide: (field) => showPanel.from(field, (value) => value && panel),
})

export function pdfPaste(host) {
  const paste = EditorView.domEventHandlers({
    paste: (event, view) => {
      if (isFromPdf(event.clipboardData) && !view.state.readOnly) watch(view, view.state.selection.main.from)
      return false // the paste itself is the editor's
    },
  })
  const said = EditorView.updateListener.of(({ startState, state }) => {
    if (!startState.field(offered, false) && state.field(offered))
      host.announce(gettext('The pasted lines can be joined.'))
  })
  return { extensions: [offered, paste, said] }
}

/** Only plain text: what comes with a structure of its own has no lines cut by a page. */
export function isFromPdf(data) {
  const html = data?.getData('text/html') ?? ''
  return !/<(p|h[1-6]|li|td|br)[\s>]/i.test(html) && isWrapped(data?.getData('text/plain') ?? '')
}

export function join(view) {
  const { from, to } = view.state.field(offered)
  const insert = joined(view.state.sliceDoc(from, to)).trimEnd()
  view.dispatch({ changes: { from, to, insert }, effects: offer.of(null), userEvent: 'input.paste' })
  view.focus()
}

/** After the editor has put the text in. */
function watch(view, from) {
  setTimeout(() => view.dispatch({ effects: offer.of({ from, to: view.state.selection.main.to }) }))
}

function panel(view) {
  const dom = document.createElement('div')
  dom.className = 'paste-offer'
  const leave = () => (view.dispatch({ effects: offer.of(null) }), view.focus())
  dom.append(
    document.createTextNode(gettext('The lines of this text were cut by a page, as in a PDF.')),
    button(gettext('Join into paragraphs'), () => join(view), 'button button--small'),
    button(gettext('Leave as it is'), leave, 'button button--quiet button--small'),
  )
  return { dom }
}

function button(words, act, look) {
  const made = document.createElement('button')
  Object.assign(made, { type: 'button', className: look, textContent: words })
  made.addEventListener('click', act)
  return made
}
