/** Footnotes beside tables: the mark stands in words, the note is a text of its own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ensureSyntaxTree } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { stateOf, type } from '../editing.js'

const drafts = '../../../../../platform/frontend/scripts/documents/drafts'
const { insertNote } = await import(`${drafts}/features/footnotes/footnotes.js`)
const { behindWords, caretInWords, guarded } = await import(`${drafts}/features/tables/guard.js`)
const { tableAt } = await import(`${drafts}/features/tables/model.js`)

const TABLE = '| A | B |\n| --- | --- |\n| a1 | b1 |'
const TEXT = `Słowa.\n\n${TABLE}`
const NOTE = '\n\n[^1]: Nota'

for (const [name, doc, at, expected] of [
  ['a paragraph', TEXT, 5, `Słowa[^1].\n\n${TABLE}${NOTE}`],
  ['a paragraph, a line end last', `${TEXT}\n`, 5, `Słowa[^1].\n\n${TABLE}${NOTE}`],
  ['a paragraph, a blank line last', `${TEXT}\n\n`, 5, `Słowa[^1].\n\n${TABLE}${NOTE}`],
  ['a cell', TEXT, TEXT.indexOf('a1') + 1, `${TEXT.replace('a1', 'a[^1]1')}${NOTE}`],
  ['behind the last bar', TEXT, TEXT.length, `${TEXT.replace('b1', 'b1[^1]')}${NOTE}`],
  ['behind the bar of another row', TEXT, TEXT.indexOf('\n| ---'), `${TEXT.replace('B', 'B[^1]')}${NOTE}`],
  ['the row of dashes', TEXT, TEXT.indexOf('---') + 1, `${TEXT.replace('A', 'A[^1]')}${NOTE}`],
  ['before the first bar', TEXT, TEXT.indexOf('| a1'), `${TEXT.replace('a1', '[^1]a1')}${NOTE}`],
  [
    'a cell, words last',
    `${TEXT}\n\nKoniec.`,
    TEXT.length - 2,
    `${TEXT.replace('b1', 'b1[^1]')}\n\nKoniec.${NOTE}`,
  ],
  ['the line below the table', `${TEXT}\n`, TEXT.length + 1, `${TEXT}\n\n[^1]${NOTE}`],
  ['the line above the table', TEXT, 7, `Słowa.\n[^1]\n\n${TABLE}${NOTE}`],
  ['notes are there', `A[^1]\n\n${TABLE}${NOTE}`, 1, `A[^2][^1]\n\n${TABLE}${NOTE}\n[^2]: Nota`],
]) {
  test(`a footnote of a chapter that ends with a table: ${name}`, () => {
    const view = open(doc, at)
    insertNote(view, true)
    type('Nota')(view)
    assert.equal(view.state.doc.toString(), expected)
    ensureSyntaxTree(view.state, view.state.doc.length, 1_000)
    assert.equal(tableAt(view.state, view.state.doc.toString().indexOf('| ')).rows.length, 3)
    view.destroy()
  })
}

test('with no filter that moves the caret, a mark still never stands behind the last bar', () => {
  const view = new EditorView({ state: stateOf(`|${TEXT}`) })
  view.dispatch({ selection: { anchor: TEXT.length } })
  insertNote(view, true)
  assert.equal(view.state.doc.toString(), `${TEXT.replace('b1', 'b1[^1]')}\n\n[^1]: `)
  view.destroy()
})

/** The caret is there from the beginning, as where others' changes moved it: no click has put it into words. */
function open(doc, at) {
  const how = { visual: () => true }
  const marked = doc.slice(0, at) + '⟦⟧' + doc.slice(at)
  const extensions = [guarded(how), behindWords(how), caretInWords(how)]
  return new EditorView({ state: stateOf(marked, extensions) })
}
