/** A table of foreign HTML as a pipe table; merged cells are filled with blanks, the first row becomes the header. */
import { inlineToMarkdown } from './words.js'

export function tableToMarkdown(table) {
  const rows = rowsOfTable(table, { bold: true })
  const width = Math.max(...rows.map((row) => row.length))
  const lines = rows
    .filter((row) => row.length)
    .map((row) => line([...row, ...Array(width - row.length).fill('')]))
  lines.splice(1, 0, line(Array(width).fill('---')))
  return lines.join('\n')
}

/** Its cells as Markdown, row by row; `titles` says what the first row is by itself. */
export function rowsOfTable(table, titles = {}) {
  return [...table.querySelectorAll('tr')].map((row, index) =>
    [...row.querySelectorAll('td, th')].flatMap((cell) => cells(cell, index ? {} : titles)),
  )
}

function cells(cell, context) {
  const text = inlineToMarkdown(texts(cell), context).replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()
  return [text, ...Array(Math.min(50, (cell.colSpan || 1) - 1)).fill('')]
}

/** The paragraphs of a cell in one line. */
function texts(cell) {
  return [...cell.childNodes].flatMap((node) =>
    /^(P|DIV|UL|OL|LI)$/.test(node.nodeName)
      ? [...texts(node), node.ownerDocument.createTextNode(' ')]
      : [node],
  )
}

function line(texts) {
  return `| ${texts.join(' | ')} |`
}
