/** The offer to join pasted lines that a page has cut: made, taken, declined, undone by what happens to the text. */
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Compartment, EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import '../editing.js'
import { pause } from '../browser.js'

const drafts = '../../../../../platform/frontend/scripts/documents/drafts'
const { isFromPdf, offered, pdfPaste } = await import(`${drafts}/features/pdf-paste/pdf-paste.js`)

const LINES =
  'Program rozwoju ekonomii społecznej w gminie obejmuje zada-\nnia, które mają służyć osobom zagrożonym wyklu-\n' +
  'czeniem, oraz wsparcie podmiotów, które je prowadzą na\nrzecz mieszkańców w latach następnych i później.'
const JOINED =
  'Program rozwoju ekonomii społecznej w gminie obejmuje zadania, które mają służyć osobom zagrożonym ' +
  'wykluczeniem, oraz wsparcie podmiotów, które je prowadzą na rzecz mieszkańców w latach następnych i później.'

const clipboard = (plain, html = '') => ({ getData: (type) => (type === 'text/html' ? html : plain) })
const views = []

afterEach(() => views.splice(0).forEach((view) => view.destroy()))

/** An editor into which lines were pasted. */
async function pastedInto(doc, { plain = LINES, readOnly = false } = {}) {
  const said = []
  const { extensions } = pdfPaste({ announce: (words) => said.push(words) })
  const state = EditorState.create({
    doc,
    selection: { anchor: doc.length },
    extensions: [extensions, EditorState.readOnly.of(readOnly)],
  })
  const view = new EditorView({ state, parent: document.body })
  views.push(view)
  const event = new view.dom.ownerDocument.defaultView.Event('paste', { bubbles: true, cancelable: true })
  event.clipboardData = clipboard(plain)
  view.contentDOM.dispatchEvent(event)
  await pause(5)
  return {
    view,
    said,
    offer: () => view.state.field(offered),
    panel: () => view.dom.querySelector('.paste-offer'),
  }
}

const button = (panel, words) =>
  [...panel.querySelectorAll('button')].find(({ textContent }) => textContent === words)

test('lines of a page are told from other text', () => {
  assert.ok(isFromPdf(clipboard(LINES)))
  assert.ok(!isFromPdf(clipboard(LINES, '<p>Program</p>')))
  assert.ok(!isFromPdf(clipboard('Jedno zdanie.')))
  assert.ok(!isFromPdf(null))
})

test('what was pasted is offered to be joined, and only that is', async () => {
  const { view, said, offer, panel } = await pastedInto('Przed.\n\n')
  assert.equal(view.state.doc.toString(), `Przed.\n\n${LINES}`)
  assert.deepEqual(offer(), { from: 8, to: 8 + LINES.length })
  assert.deepEqual(said, ['The pasted lines can be joined.'])
  button(panel(), 'Join into paragraphs').click()
  assert.equal(view.state.doc.toString(), `Przed.\n\n${JOINED}`)
  assert.equal(panel(), null)
})

test('whoever leaves it keeps the lines', async () => {
  const { view, panel } = await pastedInto('')
  button(panel(), 'Leave as it is').click()
  assert.equal(view.state.doc.toString(), LINES)
  assert.equal(panel(), null)
})

test('the offer moves with what others write before it', async () => {
  const { view, panel } = await pastedInto('')
  view.dispatch({ changes: { from: 0, insert: 'Nowe.\n\n' } })
  button(panel(), 'Join into paragraphs').click()
  assert.equal(view.state.doc.toString(), `Nowe.\n\n${JOINED}`)
})

test('nothing is offered for lines that are gone again', async () => {
  const { view, offer, panel } = await pastedInto('')
  view.dispatch({ changes: { from: 0, to: view.state.doc.length } })
  assert.equal(offer(), null)
  assert.equal(panel(), null)
})

test('nothing is offered for ordinary text, nor to who may only read', async () => {
  const ordinary = await pastedInto('', { plain: 'Jedno zdanie.' })
  assert.equal(ordinary.offer(), null)
  const reader = await pastedInto('Tekst', { readOnly: true })
  assert.equal(reader.offer(), null)
  assert.equal(reader.view.state.doc.toString(), 'Tekst')
})

test('it can join an editor that is already there', () => {
  const errors = []
  const slot = new Compartment()
  const extensions = [slot.of([]), EditorView.exceptionSink.of((error) => errors.push(error))]
  const view = new EditorView({ state: EditorState.create({ extensions }), parent: document.body })
  views.push(view)
  view.dispatch({ effects: slot.reconfigure(pdfPaste({ announce: () => {} }).extensions) })
  assert.deepEqual(errors, [])
  assert.equal(view.state.field(offered), null)
})
