/** Find and replace: signs as they are written, and nothing of what draws a table. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findNext, getSearchQuery, replaceAll, replaceNext } from '@codemirror/search'
import { EditorView } from '@codemirror/view'
import { stateOf } from '../../editing.js'

const drafts = '../../../../../../platform/frontend/scripts/documents/drafts'
const { openFinding } = await import(`${drafts}/features/finding/panel.js`)
const { behindWords, caretInWords, guarded } = await import(`${drafts}/features/tables/guard.js`)

const TABLE = 'Lata 2020-2024.\n\n| Rok | Kwota |\n| --- | --- |\n| 1-2 | a\\|b |\n\nKoniec - tu.'

for (const [name, search, replace, expected] of [
  ['a hyphen', '-', '–', TABLE.replace('0-2', '0–2').replace('1-2', '1–2').replace('c - t', 'c – t')],
  ['the dashes of a rule', '---', '==', TABLE],
  ['a bar', '|', '/', TABLE.replace('\\|', '\\/')],
  ['the spaces of a grid', ' | ', '', TABLE],
  ['cells with the bar between them', 'Rok | Kwota', 'x', TABLE],
  ['spaces', ' ', '_', TABLE.replace('Lata ', 'Lata_').replace('c - t', 'c_-_t')],
  ['words of a title', 'kwota', 'Suma', TABLE.replace('Kwota', 'Suma')],
]) {
  test(`${name} replaced everywhere`, () => {
    const view = open(TABLE)
    ask(view, { search, replace })
    replaceAll(view)
    assert.equal(view.state.doc.toString(), expected)
    assert.equal(count(view, { search: '' }), 0)
    view.destroy()
  })
}

test('replacing one after the other passes the lines of a grid', () => {
  const view = open(TABLE)
  ask(view, { search: '-', replace: '–' })
  for (let turn = 0; turn < 8; turn += 1) replaceNext(view)
  assert.equal(view.state.doc.toString(), TABLE.replace(/(\d|c )-/g, '$1–'))
  view.destroy()
})

test('the next place is never a line of a grid, and none is counted', () => {
  const view = open(TABLE)
  assert.equal(count(view, { search: '-' }), 3)
  const places = Array.from({ length: 4 }, () => findNext(view) && view.state.selection.main.from)
  assert.deepEqual(places, [9, TABLE.indexOf('1-2') + 1, TABLE.indexOf('- tu'), 9])
  view.destroy()
})

test('a pattern that reaches over rows finds nothing there', () => {
  const view = open(TABLE)
  assert.equal(count(view, { search: '.+', regexp: true }), 2)
  assert.equal(count(view, { search: '^', regexp: true }), 4)
  assert.equal(count(view, { search: '\\|\\n', regexp: true }), 0)
  assert.equal(count(view, { search: '\\.\\n\\n', regexp: true }), 1)
  view.destroy()
})

test('in the source everything is found', () => {
  const view = open(TABLE, false)
  assert.equal(count(view, { search: '---' }), 2)
  assert.equal(count(view, { search: '|' }), 10)
  view.destroy()
})

test('a backslash is a sign like others, typed into the panel too', () => {
  const view = open('W C:\\new jest plik.\n')
  assert.equal(count(view, { search: 'C:\\new' }), 1)
  ask(view, { search: 'C:\\new', replace: 'D:\\nowe' })
  replaceAll(view)
  assert.equal(view.state.doc.toString(), 'W D:\\nowe jest plik.\n')
  view.destroy()
})

test('a pattern still knows line ends', () => {
  const view = open('a\n\nb\n')
  assert.equal(count(view, { search: 'a\\n\\nb', regexp: true }), 1)
  view.destroy()
})

test('a table far down is known before it is shown', () => {
  const view = open(`${'Zdanie o niczym.\n\n'.repeat(40_000)}${TABLE}`)
  assert.equal(count(view, { search: '---' }), 0)
  view.destroy()
})

test('a bar or a rule that is replaced by hand stays, words typed beside it are kept', () => {
  const view = open(TABLE)
  const at = TABLE.indexOf('---')
  view.dispatch({ changes: { from: at, to: at + 3, insert: 'x' }, userEvent: 'input.replace' })
  const bar = TABLE.indexOf('| Kwota')
  view.dispatch({ changes: { from: bar, to: bar + 1, insert: 'y' }, userEvent: 'input.replace' })
  assert.equal(view.state.doc.toString(), TABLE)
  view.dispatch({ changes: { from: at, insert: 'x' }, userEvent: 'input.type' })
  assert.equal(view.state.doc.toString(), TABLE.replace('Rok', 'Rokx'))
  view.destroy()
})

function open(doc, shown = true) {
  const visual = () => shown
  const how = { visual }
  const state = stateOf(`|${doc}`, [guarded(how), behindWords(how), caretInWords(how)])
  const view = new EditorView({ state, parent: document.body })
  openFinding(view, { announce() {}, visual })
  return view
}

/** As somebody types it into the panel. */
function ask(view, { search, replace = '', regexp = false }) {
  const field = (name) => view.dom.querySelector(`.cm-search [name=${name}]`)
  field('search').value = search
  field('replace').value = replace
  field('re').checked = regexp
  field('search').dispatchEvent(new window.Event('change'))
}

function count(view, query) {
  ask(view, query)
  const found = getSearchQuery(view.state)
  if (!found.valid) return 0
  const cursor = found.getCursor(view.state)
  let number = 0
  while (!cursor.next().done) number += 1
  return number
}
