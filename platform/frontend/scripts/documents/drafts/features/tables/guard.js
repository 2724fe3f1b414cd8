/**
 * Nobody breaks a table by typing: bars and the ends of rows can be reached only by the commands of this folder.
 *
 * What one's own typing, pasting and deleting would do to a table is fitted: inside a cell a line end becomes a space
 * and a bar is escaped; across cells only words go, the cells stay; the blank lines around the table stay too, since
 * without them it is no table. Changes that come from others and undo are left alone.
 */
import { Annotation, EditorState } from '@codemirror/state'
import { ySyncAnnotation } from 'y-codemirror.next'
import { cellText, placeOf, tableAt } from './model.js'

/** Marks transactions of the commands that know what they do. */
export const fitted = Annotation.define()

/** An extension; `visual()` says whether tables are drawn. */
export function guarded({ visual }) {
  return EditorState.transactionFilter.of((tr) => {
    if (!tr.docChanged || !visual() || tr.annotation(ySyncAnnotation)) return tr
    if (tr.annotation(fitted)) return apart(tr)
    const { startState } = tr
    const changes = []
    let touched = false
    let typed = null
    tr.changes.iterChanges((from, to, fromB, toB, text) => {
      const insert = text.toString()
      const table = touching(startState, from, to)
      touched ||= table !== null
      const typing = !tr.isUserEvent('input.format') // a heading or a list cannot be made of a row
      const fit = table ? fitChange(startState, table, { from, to, insert, typing }) : [{ from, to, insert }]
      changes.push(...fit)
      if (insert && fit.length) typed = fit.find((change) => change.insert) ?? null
    })
    if (!touched) return apart(tr)
    const made = startState.changes(changes)
    const head = typed
      ? made.mapPos(typed.from, -1) + typed.insert.length
      : made.mapPos(startState.selection.main.from, -1)
    return {
      changes: made,
      selection: { anchor: head },
      scrollIntoView: true,
      annotations: fitted.of(true),
      userEvent: 'input',
    }
  })
}

/**
 * The caret stands in words, never in what is hidden: not before the words of a cell (the browser and the editor would
 * not agree where the next letter goes), not before the first bar, not on the line of dashes.
 */
export function caretInWords({ visual }) {
  return EditorState.transactionFilter.of((tr) => {
    if (!(tr.selection || tr.docChanged) || !visual() || tr.annotation(ySyncAnnotation)) return tr
    const { main } = tr.newSelection
    if (!main.empty || !tr.newDoc.lineAt(main.head).text.includes('|')) return tr
    const table = tableAt(tr.state, main.head)
    const anchor = table && inWords(table, main.head)
    return anchor === null || anchor === main.head ? tr : [tr, { selection: { anchor }, sequential: true }]
  })
}

function inWords(table, head) {
  const place = placeOf(table, head)
  const row = table.rows[place.row]
  if (row.kind === 'rule') return table.rows[0].cells.at(-1).end
  return Math.max(head, row.cells[place.column]?.start ?? head)
}

/** A click behind the words of a cell goes to their end, not behind the space that stands before the bar. */
export function behindWords({ visual }) {
  return EditorState.transactionFilter.of((tr) => {
    if (!tr.selection || tr.docChanged || !visual() || !tr.isUserEvent('select.pointer')) return tr
    const { main } = tr.newSelection
    const table = main.empty ? tableAt(tr.startState, main.head) : null
    if (!table) return tr
    const place = placeOf(table, main.head)
    const cell = table.rows[place.row].cells[place.column]
    if (!cell || main.head <= cell.end || main.head > cell.to) return tr
    return [tr, { selection: { anchor: cell.end }, sequential: true }]
  })
}

/** The table a change reaches into, if it does more than take the whole of it away. */
function touching(state, from, to) {
  for (const at of from === to ? [from] : [from, to]) {
    const table = tableAt(state, at)
    if (!table) continue
    const whole = from <= table.from && to >= table.to
    if (!whole && from <= table.to && to >= table.from) return table
  }
  return null
}

function fitChange(state, table, { from, to, insert, typing }) {
  const inside = table.rows
    .filter(({ kind }) => kind !== 'rule')
    .flatMap(({ cells }) => cells)
    .filter((cell) => cell.from <= to && cell.to >= from)
  const words = cellText(insert)
  const first = inside.find((cell) => cell.from <= from && cell.to >= from)
  if (first && first.to >= to) return [{ from, to, insert: words }]
  const cleared = inside
    .map((cell) => ({ from: Math.max(from, cell.start), to: Math.min(to, cell.end), insert: '' }))
    .filter((change) => change.from < change.to)
  const outside = [
    { from, to: Math.min(to, paragraphEnd(state, table.from, from)), insert: '' },
    { from: Math.max(from, paragraphStart(state, table.to, to)), to, insert: '' },
  ].filter((change) => change.from < change.to)
  const all = [...cleared, ...outside].sort((one, other) => one.from - other.from)
  if (!words.trim() || !typing) return all
  // A bar or a rule that is to be replaced has no words of its own that new ones could take the place of.
  if (!all.length) return from === to ? [intoNearest(table, from, words)] : []
  all[0].insert = from < table.from ? insert : words
  return all
}

/** Words typed where there is no cell (behind the last bar, on the hidden line) are not lost: the nearest takes them. */
function intoNearest(table, from, words) {
  const { end } = nearestCell(table, from)
  return { from: end, to: end, insert: words }
}

function nearestCell(table, position) {
  const place = placeOf(table, position)
  const row = table.rows[place.row].kind === 'rule' ? table.rows[0] : table.rows[place.row]
  return row.cells[Math.min(place.column, row.cells.length - 1)]
}

/** Where a sign for `position` can stand: in the words of a cell, if that is in a table. */
export function placeInWords(state, position) {
  const table = tableAt(state, position)
  if (!table) return position
  const { start, end } = nearestCell(table, position)
  return Math.max(start, Math.min(position, end))
}

/** Where the words before the table end. */
function paragraphEnd(state, tableFrom, from) {
  return from < tableFrom ? from + state.sliceDoc(from, tableFrom).trimEnd().length : from
}

function paragraphStart(state, tableTo, to) {
  if (to <= tableTo) return to
  const text = state.sliceDoc(tableTo, to)
  return to - text.trimStart().length
}

/** Words typed into the one blank line beside a table get a blank line more. */
function apart(tr) {
  const { startState } = tr
  const more = []
  tr.changes.iterChanges((from, to, fromB, toB, text) => {
    if (!text.toString().trim()) return
    const line = startState.doc.lineAt(from)
    if (line.text.trim()) return
    const below = line.to < startState.doc.length && tableAt(startState, line.to + 1)
    const above = line.from > 0 && tableAt(startState, line.from - 1)
    if (below && below.from === line.to + 1)
      more.push({ from: tr.changes.mapPos(below.from, 1), insert: '\n' })
    if (above && above.to === line.from - 1)
      more.push({ from: tr.changes.mapPos(above.to, -1), insert: '\n' })
  })
  return more.length ? [tr, { changes: more, sequential: true }] : tr
}
