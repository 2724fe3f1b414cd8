/** Rows and columns added, moved and taken away, as the fewest edits of the text. Pure: `{changes, place}` each. */
import { wordRows } from './model.js'

const RULES = { '': '---', left: ':--', center: ':-:', right: '--:' }

/** Where one writes in a new table: behind its first bar and the space. */
export const FIRST_CELL = 2

/** Markdown of a new table; its first row holds the titles of the columns. */
export function newTable(columns, rows) {
  const line = (cell) => `|${` ${cell} |`.repeat(columns)}`
  return [line(''), line('---'), ...Array(rows).fill(line(''))].join('\n')
}

/** A new row above or below; above the titles there is no room, so it goes below them. `place`: where to write next. */
export function addRow(table, { row, column }, step) {
  const kind = table.rows[row].kind
  const behind = kind === 'body' ? row - (step < 0 ? 1 : 0) : 1
  const insert = `\n|${'  |'.repeat(table.columns)}`
  return { changes: [{ from: table.rows[behind].to, insert }], place: { row: behind + 1, column } }
}

/** Null for the titles: a table without them is none. */
export function removeRow(table, { row, column }) {
  if (table.rows[row].kind !== 'body') return null
  const changes = [{ from: table.rows[row - 1].to, to: table.rows[row].to }]
  const stays = row + 1 < table.rows.length ? row : row - 1
  return { changes, place: { row: stays === 1 ? 0 : stays, column } }
}

/** The text of a row goes over its neighbour; null at the ends and for the titles. */
export function moveRow(state, table, { row, column }, step) {
  const [from, over] = [table.rows[row], table.rows[row + step]]
  if (from.kind !== 'body' || over?.kind !== 'body') return null
  const text = state.sliceDoc(from.from, from.to)
  const taken = { from: table.rows[row - 1].to, to: from.to }
  const put = step < 0 ? { from: over.from, insert: `${text}\n` } : { from: over.to, insert: `\n${text}` }
  return { changes: [taken, put], place: { row: row + step, column } }
}

export function addColumn(table, { row, column }, step) {
  const changes = table.rows.flatMap(({ kind, cells }) => {
    const cell = cells[Math.min(column, cells.length - 1)]
    const words = kind === 'rule' ? ' --- ' : '  '
    return step < 0 ? { from: cell.from, insert: `${words}|` } : { from: cell.to, insert: `|${words}` }
  })
  return { changes, place: { row, column: step < 0 ? column : column + 1 } }
}

/** Null when it is the last one. */
export function removeColumn(table, { row, column }) {
  if (table.columns < 2) return null
  const changes = table.rows.flatMap(({ cells }) => {
    const cell = cells[column]
    if (!cell) return []
    return column
      ? { from: cell.from - 1, to: cell.to }
      : { from: cell.from, to: Math.min(cell.to + 1, cells.at(-1).to) }
  })
  return { changes, place: { row, column: Math.max(0, Math.min(column, table.columns - 2)) } }
}

/** The column changes places with its neighbour; null at the ends. */
export function moveColumn(state, table, { row, column }, step) {
  const other = column + step
  if (other < 0 || other >= table.columns) return null
  const changes = table.rows.flatMap(({ cells }) => swapped(state, cells[column], cells[other]))
  return { changes, place: { row, column: other } }
}

export function align(table, { row, column }, how) {
  const cell = table.rows[1].cells[column]
  return cell
    ? { changes: [{ from: cell.from, to: cell.to, insert: ` ${RULES[how]} ` }], place: { row, column } }
    : null
}

/** The whole of it, and the blank line that is left over. */
export function removeTable(state, table) {
  const after = state.sliceDoc(table.to, table.to + 2) === '\n\n' ? 2 : 0
  return { changes: [{ from: table.from, to: table.to + after }] }
}

/** Words into the cells from `place` on; rows that are missing are added, columns that are missing are not. */
export function fill(table, place, grid) {
  const rows = wordRows(table)
  const first = rows.indexOf(table.rows[place.row])
  const changes = []
  let more = ''
  grid.forEach((words, index) => {
    const row = rows[first + index]
    if (row) changes.push(...filled(row, place.column, words))
    else more += `\n|${line(words, place.column, table.columns)}`
  })
  if (more) changes.push({ from: table.to, insert: more })
  return { changes }
}

function filled({ cells }, column, words) {
  return words.flatMap((insert, index) => {
    const cell = cells[column + index]
    return cell ? { from: cell.from, to: cell.to, insert: insert ? ` ${insert} ` : '  ' } : []
  })
}

function line(words, column, columns) {
  return Array.from({ length: columns }, (_, index) => ` ${words[index - column] ?? ''} |`).join('')
}

function swapped(state, one, other) {
  if (!one || !other) return []
  const [first, second] = [one, other].map(({ from, to }) => state.sliceDoc(from, to))
  if (first === second) return []
  return [
    { from: one.from, to: one.to, insert: second },
    { from: other.from, to: other.to, insert: first },
  ]
}
