/** A table of foreign HTML as a pipe table; merged cells are filled with blanks, the first row becomes the header. */
import { inlineToMarkdown } from './words.js'

const INNER = /^(P|DIV|UL|OL|LI|TABLE|CAPTION|THEAD|TBODY|TFOOT|TR|TD|TH)$/

export function tableToMarkdown(table) {
  const rows = rowsOfTable(table, { bold: true })
  const width = Math.max(...rows.map((row) => row.length))
  const lines = rows
    .filter((row) => row.length)
    .map((row) => line([...row, ...Array(width - row.length).fill('')]))
  lines.splice(1, 0, line(Array(width).fill('---')))
  return lines.join('\n')
}

/** Its own cells as Markdown, row by row; `titles` says what the first row is by itself. */
export function rowsOfTable(table, titles = {}) {
  const open = []
  return [...table.rows].map((row, index) => {
    // A cell never reaches out of its head, body or foot, however many rows it claims.
    if (row.parentNode !== table.rows[index - 1]?.parentNode) open.length = 0
    return rowOf(row, open, index ? {} : titles)
  })
}

/** `open` counts for each column the rows below that a cell above still covers. */
function rowOf(row, open, context) {
  const texts = []
  const covered = () => {
    open[texts.length] = Math.max(0, (open[texts.length] ?? 0) - 1)
    texts.push('')
  }
  for (const cell of row.cells) {
    while (open[texts.length] > 0) covered()
    for (const text of cells(cell, context)) {
      open[texts.length] = (cell.rowSpan || Infinity) - 1
      texts.push(text)
    }
  }
  const last = open.findLastIndex((rows) => rows > 0)
  while (texts.length <= last) covered()
  return texts
}

function cells(cell, context) {
  const text = inlineToMarkdown(texts(cell), context).replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()
  return [text, ...Array(Math.min(50, (cell.colSpan || 1) - 1)).fill('')]
}

/** The paragraphs of a cell in one line, and the words of a table in it. */
function texts(cell) {
  const space = () => cell.ownerDocument.createTextNode(' ')
  return [...cell.childNodes].flatMap((node) =>
    INNER.test(node.nodeName) ? [space(), ...texts(node), space()] : [node],
  )
}

function line(texts) {
  return `| ${texts.join(' | ')} |`
}
