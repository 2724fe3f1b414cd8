/**
 * HTML from the clipboard (a web page, Word, LibreOffice, Google Docs) turned into Markdown.
 *
 * Small on purpose: headings, paragraphs, bold, italic, strike, links, lists, quotes, tables, footnotes, our own
 * pictures. Everything else becomes the text in it. Only read, never put into the page.
 */
import { clean } from './clean.js'
import { signNotes, writeNotes } from './notes.js'
import { tableToMarkdown } from './table.js'
import { wordItem, wordLevel } from './word.js'
import { inlineToMarkdown } from './words.js'

const SKIP = new Set(['STYLE', 'SCRIPT', 'HEAD', 'TITLE', 'META', 'LINK', 'TEMPLATE', 'NOSCRIPT'])
const BLOCK =
  /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|CENTER|DIV|DL|DT|DD|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|TABLE|TBODY|TR|UL|BODY)$/
const INDENT = '    '

/** Markdown; '' when there is nothing in it. `parse` makes a document of HTML text. */
export function htmlToMarkdown(html, parse = (text) => new DOMParser().parseFromString(text, 'text/html')) {
  const { body } = parse(html)
  signNotes(body)
  return writeNotes(join(blocksOf(body)).trim())
}

/** `[{text, item}]`: items of a list follow each other without a blank line. */
function blocksOf(parent) {
  const blocks = []
  let words = []
  const finish = () => {
    const text = inlineToMarkdown(words).trim()
    if (text) blocks.push({ text: escapeStart(text) })
    words = []
  }
  for (const node of parent.childNodes) {
    if (SKIP.has(node.nodeName) || node.nodeType === 8) continue
    if (!isBlock(node)) words.push(node)
    else {
      finish()
      blocks.push(...blockOf(node))
    }
  }
  finish()
  return blocks
}

/** Google Docs wraps a whole page in `<b>`, Word in `<o:p>`: what holds blocks is a block. */
function isBlock(node) {
  return BLOCK.test(node.nodeName) || (node.nodeType === 1 && [...node.children].some(isBlock))
}

function blockOf(node) {
  const level = /^H([1-6])$/.exec(node.nodeName)?.[1] ?? wordLevel(node)
  if (level) return heading(node, Number(level))
  const item = wordItem(node)
  if (item)
    return [
      { text: `${INDENT.repeat(item.depth)}${item.sign} ${inlineToMarkdown(item.words).trim()}`, item: true },
    ]
  const convert = converters[node.nodeName]
  return convert ? convert(node) : blocksOf(node)
}

const converters = {
  UL: (node) => list(node, () => '- '),
  OL: (node) => list(node, (index) => `${(Number(node.getAttribute('start')) || 1) + index}. `),
  BLOCKQUOTE: (node) => [{ text: join(blocksOf(node)).replace(/^/gm, '> ').replace(/> $/gm, '>') }],
  PRE: (node) => [{ text: '```\n' + clean(node.textContent).replace(/\n$/, '') + '\n```' }],
  HR: () => [{ text: '---' }],
  TABLE: (node) => (isLayout(node) ? blocksOf(cellsOf(node)[0] ?? node) : [{ text: tableToMarkdown(node) }]),
}

function heading(node, level) {
  const text = inlineToMarkdown([...node.childNodes], { bold: true })
    .replace(/\s*\n\s*/g, ' ')
    .trim()
  return text ? [{ text: `${'#'.repeat(level)} ${text}` }] : []
}

/** Lists directly in lists (Google Docs, Word) belong to the item before them. */
function list(node, sign) {
  const items = []
  let index = 0
  for (const child of node.children) {
    if (/^[UO]L$/.test(child.nodeName)) items.push(...indent(blockOf(child)))
    else if (child.nodeName === 'LI') items.push(...listItem(child, sign(index++) + boxOf(child)))
  }
  if (items.length) items[0].first = true
  return items
}

function listItem(node, sign) {
  const [first, ...rest] = blocksOf(node)
  if (!first) return []
  const own = first.item
    ? [{ text: sign.trim(), item: true }, ...indent([first])]
    : [{ text: sign + first.text, item: true }]
  return [...own, ...indent(rest)]
}

/** Google's list of tasks. */
function boxOf(item) {
  const done = item.getAttribute('role') === 'checkbox' && item.getAttribute('aria-checked')
  return done ? (done === 'true' ? '[x] ' : '[ ] ') : ''
}

function indent(blocks) {
  return blocks.map(({ text, item }) => ({ text: text.replace(/^(?=.)/gm, INDENT), item }))
}

function join(blocks) {
  return blocks.reduce((text, block, index) => {
    const tight = index && block.item && !block.first && blocks[index - 1].item
    return text + (index ? (tight ? '\n' : '\n\n') : '') + block.text
  }, '')
}

/** One cell is a frame, not a table, also when there is a table in it. */
function isLayout(table) {
  return cellsOf(table).length < 2
}

function cellsOf(table) {
  return [...table.rows].flatMap((row) => [...row.cells])
}

/** A paragraph that begins like a mark would become a list, a heading or a quote. */
function escapeStart(text) {
  return text
    .replace(/^(\s*)([#>+-]|\d+(?=[.)]\s))/gm, (all, space, sign) =>
      /\d/.test(sign) ? all : `${space}\\${sign}`,
    )
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, '$1\\$2')
}
