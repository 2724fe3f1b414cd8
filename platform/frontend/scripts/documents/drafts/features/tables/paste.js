/** A range copied in Excel, Word or Docs and pasted into a cell fills the cells from there on. */
import { rowsOfTable } from '../../paste/table.js'
import { cellText } from './model.js'

/** Rows of texts, or null when the clipboard holds no more than one cell. */
export function gridOf(data, parse = (text) => new DOMParser().parseFromString(text, 'text/html')) {
  const html = data.getData('text/html')
  const table = /<table[\s>]/i.test(html) ? parse(html).querySelector('table') : null
  const grid = table ? rowsOfTable(table) : tabbed(data.getData('text/plain') ?? '')
  const cells = grid.reduce((sum, row) => sum + row.length, 0)
  return cells > 1 ? grid : null
}

/** Excel's plain text: cells between tabs, those with line ends in quotes. */
function tabbed(text) {
  if (!text.includes('\t')) return []
  const rows = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/g)) {
    rows.at(-1).push(cellText((quoted?.replaceAll('""', '"') ?? plain).trim()))
    if (end === '') break
    if (end !== '\t') rows.push([])
  }
  return rows.filter((row) => row.some(Boolean))
}
