/**
 * From a selection to a passage: blocks of one chapter and offsets in UTF-16 units of their texts, the counterpart
 * of documents/consultations/passages.py. Inside one block both offsets are of that block; a passage over several
 * blocks names outermost ones, which never overlap.
 */
export const LONGEST = 10000

const BLOCKS = ['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'li', 'blockquote', 'table', 'pre']
  .map((tag) => `${tag}[id]`)
  .join(',')

/** {passage: {block, start, endBlock, end, text}} or {problem: 'empty' | 'chapters' | 'long'}. */
export function passageOf(range, root) {
  const words = wordsIn(range, root)
  if (!words.length) return { problem: 'empty' }
  const [first, last] = [words[0], words.at(-1)]
  if (chapterOf(first.node) !== chapterOf(last.node)) return { problem: 'chapters' }
  const [from, to] = blocksOf(first.node, last.node)
  const passage = { block: from.id, start: offset(from, first.node, first.from), endBlock: to.id }
  passage.end = offset(to, last.node, last.to)
  passage.text = textOf(from, to, passage, root)
  return passage.text.length > LONGEST ? { problem: 'long' } : { passage }
}

/** The passage that is a whole block. */
export function wholeBlock(block) {
  const text = block.textContent
  return { block: block.id, start: 0, endBlock: block.id, end: text.length, text }
}

/** The words above a passage: the chapter's title and the nearest heading. */
export function placeOf(block) {
  const chapter = block.closest('[data-chapter]')
  const title = chapter?.querySelector('h2')?.textContent.trim() ?? ''
  const headings = [...(chapter?.querySelectorAll('h3, h4, h5, h6') ?? [])]
  const above = headings.filter((heading) => heading === block || precedes(heading, block)).at(-1)
  return above ? `${title} › ${above.textContent.trim()}` : title
}

/** A range over the passage, to be highlighted. */
export function rangeOf(passage, root) {
  const range = document.createRange()
  const start = point(root.querySelector(`#${passage.block}`), passage.start)
  const end = point(root.querySelector(`#${passage.endBlock}`), passage.end)
  range.setStart(...start)
  range.setEnd(...end)
  return range
}

/** The pieces of text nodes inside the range that hold words and stand in blocks, without blanks at their ends. */
function wordsIn(range, root) {
  return textNodes(range.commonAncestorContainer)
    .filter((node) => range.intersectsNode(node) && root.contains(node) && node.parentElement.closest(BLOCKS))
    .map((node) => {
      const from = node === range.startContainer ? range.startOffset : 0
      const to = node === range.endContainer ? range.endOffset : node.length
      const text = node.data.slice(from, to)
      return { node, from: from + text.length - text.trimStart().length, to: from + text.trimEnd().length }
    })
    .filter(({ from, to }) => from < to)
}

function textNodes(top) {
  if (top.nodeType === 3) return [top]
  const walker = document.createTreeWalker(top, 4)
  const nodes = []
  while (walker.nextNode()) nodes.push(walker.currentNode)
  return nodes
}

function blocksOf(first, last) {
  const around = blocksAround(first)
  const common = around.find((block) => block.contains(last))
  return common ? [common, common] : [around.at(-1), blocksAround(last).at(-1)]
}

/** Blocks around a node, the innermost first. */
function blocksAround(node) {
  const found = []
  for (let block = node.parentElement.closest(BLOCKS); block; block = block.parentElement.closest(BLOCKS)) {
    found.push(block)
  }
  return found
}

function offset(block, node, place) {
  const range = document.createRange()
  range.selectNodeContents(block)
  range.setEnd(node, place)
  return range.toString().length
}

function textOf(from, to, { start, end }, root) {
  if (from === to) return from.textContent.slice(start, end)
  const outermost = [...root.querySelectorAll(BLOCKS)].filter((block) => !block.parentElement.closest(BLOCKS))
  const middle = outermost.slice(outermost.indexOf(from) + 1, outermost.indexOf(to))
  const texts = middle.map((block) => block.textContent)
  return [from.textContent.slice(start), ...texts, to.textContent.slice(0, end)].join('\n')
}

function point(block, place) {
  let left = place
  for (const node of textNodes(block)) {
    if (left <= node.length) return [node, left]
    left -= node.length
  }
  return [block, block.childNodes.length]
}

function chapterOf(node) {
  return node.parentElement.closest('[data-chapter]')
}

function precedes(one, other) {
  return Boolean(one.compareDocumentPosition(other) & 4)
}
