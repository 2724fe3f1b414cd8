/**
 * A Markdown table as rows and cells with their places in the text. Pure.
 *
 * A table stays text: each row is a line, a cell is what stands between two bars. So an edit of one cell is an edit of
 * some letters, and two people in two cells never meet.
 */
import { syntaxTree } from '@codemirror/language'

/**
 * `{from, to, rows, columns, aligns}`; a row is `{from, to, number, kind, cells}`, its kind head, rule or body; a cell
 * `{from, to, start, end}`: between the bars, and its words within. Null where there is no table drawn as a grid.
 */
export function tableAt(state, position, tree = syntaxTree(state)) {
  let found = null
  for (const side of [1, -1]) {
    for (let node = tree.resolveInner(position, side); node && !found; node = node.parent) {
      if (node.name === 'Table') found = tableOf(state, node)
    }
  }
  return found
}

/** Tables in quotes and lists have signs before their rows: they are shown as text. */
export function tableOf(state, { from, to, parent }) {
  if (parent?.name !== 'Document') return null
  const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number]
  if (last - first < 1) return null
  const rows = []
  for (let number = first; number <= last; number += 1)
    rows.push(rowOf(state.doc.line(number), number - first))
  const aligns = rows[1].cells.map(({ start, end }) => alignOf(state.sliceDoc(start, end)))
  return { from: rows[0].from, to: rows.at(-1).to, rows, columns: rows[0].cells.length, aligns }
}

/** `{row, column}` of a position: indexes among all rows, and of the cell it is in or nearest to. */
export function placeOf(table, position) {
  const row = Math.max(
    0,
    table.rows.findLastIndex(({ from }) => from <= position),
  )
  const column = table.rows[row].cells.findLastIndex(({ from }) => from <= position)
  return { row, column: Math.max(0, column) }
}

/** The rows that hold words, without the one of dashes. */
export function wordRows(table) {
  return table.rows.filter(({ kind }) => kind !== 'rule')
}

/** Words fit for a cell: one line, and no bar that would end it. */
export function cellText(text) {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/(\\*)\|/g, (all, slashes) => (slashes.length % 2 ? all : `${slashes}\\|`))
}

function rowOf(line, index) {
  const bars = barsOf(line.text)
  const edges = [...bars]
  if (line.text.slice(0, bars[0]).trim()) edges.unshift(-1)
  if (line.text.slice(bars.at(-1) + 1).trim()) edges.push(line.text.length)
  const cells = edges.slice(1).map((end, cell) => cellOf(line, edges[cell] + 1, end))
  const kind = index === 0 ? 'head' : index === 1 ? 'rule' : 'body'
  return {
    from: line.from,
    to: line.to,
    number: line.number,
    kind,
    bars: bars.map((at) => line.from + at),
    cells,
  }
}

function cellOf(line, from, to) {
  const text = line.text.slice(from, to)
  const words = text.trim()
  const start = words ? from + text.indexOf(words) : Math.min(from + 1, to)
  return {
    from: line.from + from,
    to: line.from + to,
    start: line.from + start,
    end: line.from + start + words.length,
  }
}

function barsOf(text) {
  const found = []
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '|') found.push(at)
  }
  return found
}

function alignOf(dashes) {
  const [left, right] = [dashes.startsWith(':'), dashes.endsWith(':')]
  return left && right ? 'center' : right ? 'right' : left ? 'left' : ''
}
