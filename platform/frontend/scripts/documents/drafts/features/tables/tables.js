/** Tables as grids in visual mode: drawn, guarded, walked through, changed by a bar of tools, filled by pasting. */
import { Prec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { lazily } from '../lazy.js'
import { grids } from './draw.js'
import { fill, FIRST_CELL, newTable } from './edits.js'
import { behindWords, caretInWords, guarded } from './guard.js'
import { cellInView, cellKeys, cellTheme, perform } from './keys.js'
import { placeOf, tableAt } from './model.js'
import { gridOf } from './paste.js'

const RETRY = 5_000

export function tables(host) {
  const visual = () => !host.source()
  const table = (state = host.view().state) => (visual() ? tableAt(state, state.selection.main.head) : null)
  const told = (view, found, place) => host.announce(wordsOf(view.state, found, place))
  const bar = barOf(host, table, told)
  const dialog = lazily(() => import('./dialog.js'))
  const pasting = EditorView.domEventHandlers({ paste: (event, view) => pasteInto(event, view, table) })
  return {
    extensions: [
      // The cell is the outermost element in its row, whatever is drawn in it.
      Prec.lowest(grids({ visual })),
      [guarded({ visual }), behindWords({ visual }), caretInWords({ visual })],
      keymap.of(cellKeys({ visual, told })),
      pasting,
      cellInView,
      cellTheme,
      EditorView.updateListener.of(({ docChanged, selectionSet, transactions }) => {
        if (host.view() && (docChanged || selectionSet || transactions.length)) bar.show()
      }),
    ],
    acts: { table: (view) => insertTable(host, view, table, dialog) },
    pressed: { table: (state) => table(state) !== null },
    destroy: bar.remove,
  }
}

/** The tools come with the first table that the caret enters. */
function barOf(host, table, told) {
  let [bar, gone, coming] = [null, false, null]
  const load = lazily(() => import('./bar.js'), { quiet: true })
  const act = (edit, label) => {
    if (perform(host.view(), edit, told)) host.announce(label)
    host.view().focus()
  }
  const build = (module) => {
    if (!module) return setTimeout(() => (coming = null), RETRY)
    if (gone) return
    bar = new module.TableBar({ table, view: host.view, perform: act })
    host.element.querySelector('.draft-head').append(bar.element)
    bar.show()
  }
  return {
    show() {
      if (bar) bar.show()
      else if (table()) coming ??= load().then(build)
    },
    remove() {
      gone = true
      bar?.element.remove()
    },
  }
}

async function insertTable(host, view, table, dialog) {
  if (table()) return view.focus()
  const module = await dialog()
  module?.openTableDialog(host, (columns, rows) => {
    const markdown = newTable(columns, rows)
    const { state } = view
    const line = state.doc.lineAt(state.selection.main.head)
    const blank = !line.text.trim()
    const before = blank
      ? line.number > 1 && state.doc.line(line.number - 1).text.trim()
        ? '\n'
        : ''
      : '\n\n'
    const at = blank ? line.from : line.to
    const next = state.doc.sliceString(line.to, line.to + 2)
    const after = next === '\n\n' || next === '' ? '' : '\n'
    // The caret goes along: what is typed next must not wait until the new table has been parsed.
    view.dispatch({
      changes: { from: at, insert: before + markdown + after },
      selection: { anchor: at + before.length + FIRST_CELL },
      scrollIntoView: true,
      userEvent: 'input.format',
    })
    const made = table()
    if (made) host.announce(wordsOf(view.state, made, { row: 0, column: 0 }))
  })
}

function pasteInto(event, view, table) {
  const found = view.state.readOnly ? null : table(view.state)
  const grid = found && event.clipboardData ? gridOf(event.clipboardData) : null
  if (!grid) return false
  event.preventDefault()
  perform(view, fill(found, placeOf(found, view.state.selection.main.from), grid))
  return true
}

/** `Termin, wiersz 2, kolumna 3`: where a screen reader's user has come. */
function wordsOf(state, { rows, columns }, { row, column }) {
  const title = rows[0].cells[column]
    ? state.sliceDoc(rows[0].cells[column].start, rows[0].cells[column].end)
    : ''
  const cell = rows[row].cells[column]
  const words = cell && cell.start < cell.end ? state.sliceDoc(cell.start, cell.end) : gettext('empty')
  const values = { title, row: row === 0 ? 1 : row, column: column + 1, columns, words }
  return row === 0
    ? interpolate(gettext('Title of column %(column)s of %(columns)s: %(words)s'), values, true)
    : interpolate(
        gettext('%(title)s, row %(row)s, column %(column)s of %(columns)s: %(words)s'),
        values,
        true,
      )
}
