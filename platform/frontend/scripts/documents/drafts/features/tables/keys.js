/** Going from cell to cell: Tab and Enter as in a word processor, arrows as the eye expects. */
import { EditorView } from '@codemirror/view'
import { addRow } from './edits.js'
import { fitted } from './guard.js'
import { placeOf, tableAt } from './model.js'

/** `visual()`; `told(view, table, place)` after every step, for those who do not see. */
export function cellKeys({ visual, told }) {
  const inTable = (act) => (view) => {
    const { main } = view.state.selection
    const table = visual() ? tableAt(view.state, main.head) : null
    return table ? act(view, table, placeOf(table, main.head)) : false
  }
  const step = (by) =>
    inTable((view, table, { row, column }) => {
      const cells = table.rows.flatMap((one, index) =>
        one.kind === 'rule' ? [] : one.cells.map((_, at) => ({ row: index, column: at })),
      )
      const here = cells.findIndex((cell) => cell.row === row && cell.column === column)
      const next = cells[here + by]
      if (!next && by < 0) return true
      return next ? go(view, table, next, told) : more(view, table, { row, column: 0 }, told)
    })
  const rowwise = (by, leaving) =>
    inTable((view, table, { row, column }) => {
      if (leaving !== 'enter' && !atEdge(view, table.rows[row].cells[column], by)) return false
      const next = table.rows.findIndex(
        (one, index) => (index - row) * by > 0 && one.kind !== 'rule' && by > 0,
      )
      const target =
        by > 0 ? next : table.rows.findLastIndex((one, index) => index < row && one.kind !== 'rule')
      return target < 0
        ? leave(view, table, by)
        : go(view, table, { row: target, column }, told, leaving === 'enter')
    })
  const edge = (side) =>
    inTable((view, table, { row, column }) => {
      const cell = table.rows[row].cells[column]
      if (cell) view.dispatch({ selection: { anchor: cell[side] }, userEvent: 'select' })
      return Boolean(cell)
    })
  return [
    { key: 'Tab', run: step(1), shift: step(-1) },
    { key: 'Enter', run: rowwise(1, 'enter') },
    { key: 'Shift-Enter', run: inTable(() => true) },
    { key: 'Home', run: edge('start') },
    { key: 'End', run: edge('end') },
    { key: 'ArrowUp', run: rowwise(-1) },
    { key: 'ArrowDown', run: rowwise(1) },
  ]
}

/** Put the caret into a cell; by Tab its words are chosen, so that typing replaces them. */
export function go(view, table, { row, column }, told = () => {}, choose = true) {
  const { cells } = table.rows[row]
  const { start, end } = cells[Math.min(column, cells.length - 1)]
  const selection = choose ? { anchor: start, head: end } : { anchor: end }
  view.dispatch({ selection, scrollIntoView: true, userEvent: 'select' })
  told(view, table, { row, column })
  return true
}

/** Run an edit of edits.js and go where it says; false when there is nothing to do. */
export function perform(view, edit, told) {
  if (!edit || view.state.readOnly) return false
  const { from } = tableAt(view.state, view.state.selection.main.head) ?? { from: 0 }
  const changes = view.state.changes(edit.changes)
  view.dispatch({ changes, annotations: fitted.of(true), userEvent: 'input.format' })
  const table = edit.place ? tableAt(view.state, changes.mapPos(from, -1)) : null
  if (table && table.rows[edit.place.row]) go(view, table, edit.place, told)
  return true
}

function more(view, table, place, told) {
  return perform(view, addRow(table, place, 1), told)
}

/** Out of the table into the paragraph before or after it, made if there is none. */
function leave(view, table, by) {
  const { state } = view
  if (by > 0) {
    const missing = '\n\n'.slice(state.sliceDoc(table.to, table.to + 2).match(/^\n*/)[0].length)
    const writes = missing && !state.readOnly ? missing : ''
    const anchor = Math.min(table.to + 2, state.doc.length + writes.length)
    view.dispatch({
      changes: { from: table.to, insert: writes },
      selection: { anchor },
      scrollIntoView: true,
      annotations: fitted.of(true),
    })
    return true
  }
  if (table.from > 0) {
    view.dispatch({ selection: { anchor: state.doc.lineAt(table.from - 1).from }, scrollIntoView: true })
    return true
  }
  if (!state.readOnly)
    view.dispatch({
      changes: { from: 0, insert: '\n\n' },
      selection: { anchor: 0 },
      annotations: fitted.of(true),
    })
  return true
}

/** Whether the caret is in the first or last line of its cell, as it is shown. */
function atEdge(view, cell, by) {
  if (!cell) return true
  const here = view.coordsAtPos(view.state.selection.main.head)
  const edge = view.coordsAtPos(by > 0 ? Math.max(cell.start, cell.end) : cell.start)
  if (!here || !edge) return true
  return Math.abs(here.top - edge.top) < (here.bottom - here.top) / 2
}

/** A wide table scrolls in its own frame, of which the library knows nothing: what it brings into view comes in there too. */
export const cellInView = EditorView.scrollHandler.of((view, { head }) => {
  const { node } = view.domAtPos(head)
  const cell = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest('.draft-cell')
  const frame = cell?.closest('.draft-grid-scroll')
  if (frame) {
    const [around, box] = [frame.getBoundingClientRect(), cell.getBoundingClientRect()]
    frame.scrollLeft += Math.min(0, box.left - around.left) || Math.max(0, box.right - around.right)
  }
  return false
})

export const cellTheme = EditorView.theme({
  '.cm-line.draft-grid-row': { display: 'table-row', padding: '0' },
  '.cm-line.draft-grid-rule': { display: 'none' },
  // of no width, but a line may break at it: a long word would leave the first line of its cell empty
  '.draft-cell .cm-widgetBuffer': { position: 'absolute' },
})
