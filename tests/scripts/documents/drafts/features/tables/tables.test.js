/** A Markdown table as a grid: its cells found, its edits as few letters as can be, typing that cannot break it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ensureSyntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, runScopeHandlers } from '@codemirror/view'
import '../../editing.js'

const drafts = '../../../../../../platform/frontend/scripts/documents/drafts'
const edits = await import(`${drafts}/features/tables/edits.js`)
const { guarded, caretInWords } = await import(`${drafts}/features/tables/guard.js`)
const { cellKeys, perform } = await import(`${drafts}/features/tables/keys.js`)
const { cellText, placeOf, tableAt } = await import(`${drafts}/features/tables/model.js`)
const { gridOf } = await import(`${drafts}/features/tables/paste.js`)
const { markdownLanguage } = await import(`${drafts}/markdown.js`)

const TABLE = 'Przed.\n\n| A | B |\n| --- | :-: |\n| a1 | b1 |\n| a2 | b2 |\n\nZa.'

test('rows and cells are found with their words, escaped bars belong to words', () => {
  const view = open('| A | B |\n|---|--:|\n| x \\| y |  |\n', 'x')
  const table = tableAt(view.state, 0)
  assert.deepEqual(words(view.state, table), [
    ['A', 'B'],
    ['---', '--:'],
    ['x \\| y', ''],
  ])
  assert.deepEqual(table.aligns, ['', 'right'])
})

test('a table without bars at its edges is one too', () => {
  const view = open('A | B\n--- | ---\na | b\n', 'a')
  assert.deepEqual(words(view.state, tableAt(view.state, 0)), [
    ['A', 'B'],
    ['---', '---'],
    ['a', 'b'],
  ])
})

test('a table in a quote is shown as text', () => {
  const view = open('> | A |\n> | --- |\n> | a |\n', 'a')
  assert.equal(tableAt(view.state, 6), null)
})

for (const [name, at, edit, expected] of [
  ['a row below', 'a1', (t, p) => edits.addRow(t, p, 1), '| a1 | b1 |\n|  |  |\n| a2 | b2 |'],
  ['a row above', 'a2', (t, p) => edits.addRow(t, p, -1), '| a1 | b1 |\n|  |  |\n| a2 | b2 |'],
  ['a row above the titles goes below them', 'A', (t, p) => edits.addRow(t, p, -1), ':-: |\n|  |  |\n| a1'],
  ['a row away', 'a1', (t, p) => edits.removeRow(t, p), '| :-: |\n| a2 | b2 |\n\n'.replace('| :', ' :')],
  ['a row down', 'a1', (t, p, s) => edits.moveRow(s, t, p, 1), ':-: |\n| a2 | b2 |\n| a1 | b1 |\n'],
  ['a row up', 'a2', (t, p, s) => edits.moveRow(s, t, p, -1), ':-: |\n| a2 | b2 |\n| a1 | b1 |\n'],
  [
    'a column after',
    'a1',
    (t, p) => edits.addColumn(t, p, 1),
    '| A |  | B |\n| --- | --- | :-: |\n| a1 |  | b1 |',
  ],
  [
    'a column before',
    'a1',
    (t, p) => edits.addColumn(t, p, -1),
    '|  | A | B |\n| --- | --- | :-: |\n|  | a1 | b1 |',
  ],
  ['a column away', 'b1', (t, p) => edits.removeColumn(t, p), '| A |\n| --- |\n| a1 |\n| a2 |\n'],
  ['the first column away', 'a1', (t, p) => edits.removeColumn(t, p), '| B |\n| :-: |\n| b1 |\n| b2 |\n'],
  [
    'a column to the right',
    'a1',
    (t, p, s) => edits.moveColumn(s, t, p, 1),
    '| B | A |\n| :-: | --- |\n| b1 | a1 |',
  ],
  ['a column aligned', 'a1', (t, p) => edits.align(t, p, 'right'), '| A | B |\n| --: | :-: |\n'],
]) {
  test(name, () => {
    const view = open(TABLE, at)
    const table = tableAt(view.state, view.state.selection.main.head)
    perform(view, edit(table, placeOf(table, view.state.selection.main.head), view.state))
    assert.ok(text(view).includes(expected), text(view))
    assert.ok(text(view).startsWith('Przed.\n\n|') && text(view).endsWith('|\n\nZa.'))
  })
}

test('titles cannot be deleted nor moved, nor the last column', () => {
  const view = open('| A |\n| --- |\n| a |\n', 'A')
  const table = tableAt(view.state, 0)
  const place = { row: 0, column: 0 }
  assert.equal(edits.removeRow(table, place), null)
  assert.equal(edits.moveRow(view.state, table, place, 1), null)
  assert.equal(edits.removeColumn(table, place), null)
})

test('the table goes as a whole', () => {
  const view = open(TABLE, 'a1')
  perform(view, edits.removeTable(view.state, tableAt(view.state, 10)))
  assert.equal(text(view), 'Przed.\n\nZa.')
})

test('two people who write in two cells at once touch different letters', () => {
  const view = open(TABLE, 'a1')
  const table = tableAt(view.state, 10)
  const { changes } = edits.addColumn(table, { row: 2, column: 1 }, 1)
  const theirs = view.state.changes({ from: table.rows[2].cells[0].end, insert: ' dopisek' })
  const both = theirs.compose(view.state.changes(changes).map(theirs, true)).apply(view.state.doc).toString()
  assert.ok(both.includes('| a1 dopisek | b1 |  |'), both)
})

test('a bar that is typed is escaped, a line end becomes a space', () => {
  const view = open(TABLE, 'a1')
  type(view, 'x|y\nz ')
  assert.ok(text(view).includes('| x\\|y z a1 | b1 |'))
  assert.equal(cellText('a \\| b | c'), 'a \\| b \\| c')
})

test('deleting over cells empties them and leaves the grid', () => {
  const view = open(TABLE, 'a1')
  const from = text(view).indexOf('b1')
  erase(view, from, text(view).indexOf('b2') + 1)
  assert.ok(text(view).includes('| a1 |  |\n|  | 2 |\n\nZa.'), text(view))
})

test('neither Backspace behind a table nor Delete before it joins it to a paragraph', () => {
  const view = open(TABLE, 'Za')
  erase(view, text(view).indexOf('\n\nZa.'), text(view).indexOf('Za.'))
  erase(view, 6, 8)
  assert.equal(text(view), TABLE)
})

test('deleting from a paragraph into a table takes words on both sides', () => {
  const view = open(TABLE, 'Przed')
  erase(view, 3, text(view).indexOf('B |') + 1)
  assert.ok(text(view).startsWith('Prz\n\n|  |  |\n| --- | :-: |\n'), text(view))
})

test('a table that is selected as a whole can be deleted', () => {
  const view = open(TABLE, 'Za')
  erase(view, 0, text(view).length)
  assert.equal(text(view), '')
})

test('words typed right below or above a table stay apart from it', () => {
  const view = open('| A |\n| --- |\n| a |\n', 'A')
  type(view, 'x', view.state.doc.length)
  assert.equal(text(view), '| A |\n| --- |\n| a |\n\nx')
  const other = open('Tak.\n\n| A |\n| --- |\n| a |', 'A')
  type(other, 'x', 5)
  assert.equal(text(other), 'Tak.\nx\n\n| A |\n| --- |\n| a |')
})

test('words typed behind the last bar or on the hidden line go into the nearest cell', () => {
  const view = open(TABLE, 'Za')
  type(view, 'x', text(view).indexOf('\n| a2'))
  assert.ok(text(view).includes('| a1 | b1x |'), text(view))
  type(view, 'y', text(view).indexOf('---') + 1)
  assert.ok(text(view).includes('| Ay | B |\n| --- | :-: |'), text(view))
})

test('a heading or a list is not made of a row', () => {
  const view = open(TABLE, 'a1')
  const { from } = view.state.doc.lineAt(view.state.selection.main.head)
  view.dispatch({ changes: { from, insert: '## ' }, userEvent: 'input.format' })
  assert.equal(text(view), TABLE)
})

test('a caret put on the hidden line goes to the titles', () => {
  const view = open(TABLE, 'a1')
  view.dispatch({ selection: { anchor: text(view).indexOf('---') + 1 } })
  assert.equal(view.state.selection.main.head, text(view).indexOf('B |') + 1)
})

test('a caret before the words of a cell goes to them, also after a space was typed there', () => {
  const view = open(TABLE, 'a1')
  view.dispatch({ selection: { anchor: text(view).indexOf('| a1') } })
  assert.equal(view.state.selection.main.head, text(view).indexOf('a1'))
  type(view, ' ')
  assert.equal(view.state.selection.main.head, text(view).indexOf('a1'))
})

test('Tab goes on, adds a row at the end, Shift+Tab goes back, Enter goes down', () => {
  const view = open(TABLE, 'a2')
  press(view, 'Tab')
  assert.equal(chosen(view), 'b2')
  press(view, 'Tab')
  assert.ok(text(view).includes('| a2 | b2 |\n|  |  |\n\nZa.'))
  press(view, 'Tab', { shiftKey: true })
  assert.equal(chosen(view), 'b2')
  press(view, 'Enter')
  type(view, 'nowe')
  assert.ok(text(view).includes('|  | nowe |'), text(view))
})

test('Enter in the last row leaves the table, and makes a paragraph where there is none', () => {
  const view = open('| A |\n| --- |\n| a |', '| a')
  view.dispatch({ selection: { anchor: view.state.doc.length - 2 } })
  press(view, 'Enter')
  assert.equal(text(view), '| A |\n| --- |\n| a |\n\n')
  assert.equal(view.state.selection.main.head, view.state.doc.length)
})

test('a range from Excel fills cells from the one with the caret, and adds rows', () => {
  const grid = gridOf(clipboard({ plain: 'x\t"y\nz"\r\n1\t2\r\n3\t4\r\n' }))
  assert.deepEqual(grid, [
    ['x', 'y z'],
    ['1', '2'],
    ['3', '4'],
  ])
  const view = open(TABLE, 'a1')
  const table = tableAt(view.state, 10)
  perform(view, edits.fill(table, { row: 2, column: 0 }, grid))
  assert.ok(text(view).includes('| x | y z |\n| 1 | 2 |\n| 3 | 4 |\n\nZa.'), text(view))
})

test('a table from Word fills cells, a single word does not', () => {
  const html = '<table><tr><td><p><b>x</b></p></td><td>y|z</td></tr></table>'
  assert.deepEqual(gridOf(clipboard({ html })), [['**x**', 'y\\|z']])
  assert.equal(gridOf(clipboard({ plain: 'słowo' })), null)
})

test('a cell over two rows pasted into cells keeps the others in their columns', () => {
  const html = '<table><tr><td rowspan="2">x</td><td>1</td></tr><tr><td>2</td></tr></table>'
  assert.deepEqual(gridOf(clipboard({ html })), [
    ['x', '1'],
    ['', '2'],
  ])
})

test('a new table has its titles and its rows', () => {
  assert.equal(edits.newTable(2, 1), '|  |  |\n| --- | --- |\n|  |  |')
})

function open(doc, caret) {
  const visual = () => true
  const state = EditorState.create({
    doc,
    selection: { anchor: doc.indexOf(caret) },
    extensions: [
      markdownLanguage,
      guarded({ visual }),
      caretInWords({ visual }),
      keymap.of(cellKeys({ visual, told() {} })),
    ],
  })
  ensureSyntaxTree(state, doc.length, 1_000)
  return new EditorView({ state })
}

function type(view, insert, at = null) {
  const { from, to } = at === null ? view.state.selection.main : { from: at, to: at }
  const selection = { anchor: from + insert.length }
  view.dispatch({ changes: { from, to, insert }, selection, userEvent: 'input.type' })
  ensureSyntaxTree(view.state, view.state.doc.length, 1_000)
}

function erase(view, from, to) {
  view.dispatch({ changes: { from, to }, userEvent: 'delete.selection' })
  ensureSyntaxTree(view.state, view.state.doc.length, 1_000)
}

function press(view, key, more = {}) {
  runScopeHandlers(view, new window.KeyboardEvent('keydown', { key, ...more }), 'editor')
  ensureSyntaxTree(view.state, view.state.doc.length, 1_000)
}

function text(view) {
  return view.state.doc.toString()
}

function chosen({ state }) {
  return state.sliceDoc(state.selection.main.from, state.selection.main.to)
}

function words(state, table) {
  return table.rows.map(({ cells }) => cells.map(({ start, end }) => state.sliceDoc(start, end)))
}

function clipboard({ html = '', plain = '' }) {
  return { getData: (kind) => (kind === 'text/html' ? html : plain) }
}
