import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from '../../page.js'

const TEXT = `
<article data-text>
  <section data-chapter="1"><h2 id="c1">Diagnoza<a class="para-link"><svg></svg></a></h2>
    <p id="c1-p1">Godność 😀 <em>człowieka</em> jest.<a class="para-link"><svg></svg></a></p>
    <p id="c1-p2">Władze ją chronią.</p>
    <ul>
      <li id="c1-p3">żółw<ul><li id="c1-p4">gęś</li></ul></li>
      <li id="c1-p5">jaźń</li>
    </ul>
  </section>
  <section data-chapter="2"><h2 id="c2">Cele</h2><h3 id="c2-h1">Cel 1</h3><p id="c2-p1">Łódź łączy.</p></section>
</article>`

const document = page(TEXT)
const { passageOf, placeOf, rangeOf, wholeBlock, LONGEST } =
  await import('../../../../platform/frontend/scripts/documents/consultations/selection.js')
const root = document.querySelector('[data-text]')
const block = (id) => document.getElementById(id)

/** The text node of a block that holds `words`, and where they begin and end. */
function find(id, words) {
  const walker = document.createTreeWalker(block(id), 4)
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words)
    if (at >= 0) return [walker.currentNode, at, at + words.length]
  }
  throw new Error(`${words} is not in ${id}`)
}

function select(id, words, lastId = id, lastWords = words) {
  const range = document.createRange()
  const [first, from] = find(id, words)
  const [last, , to] = find(lastId, lastWords)
  range.setStart(first, from)
  range.setEnd(last, to)
  return range
}

test('offsets count UTF-16 units across the elements of a block', () => {
  const { passage } = passageOf(select('c1-p1', 'człowieka'), root)
  assert.deepEqual(passage, { block: 'c1-p1', start: 11, endBlock: 'c1-p1', end: 20, text: 'człowieka' })
})

test('blanks at the ends of a selection do not belong to the passage', () => {
  const { passage } = passageOf(select('c1-p1', ' 😀 '), root)
  assert.deepEqual([passage.start, passage.end, passage.text], [8, 10, '😀'])
})

test('a triple click, which ends at the beginning of the next paragraph, takes one paragraph', () => {
  const range = document.createRange()
  range.setStart(find('c1-p2', 'Władze')[0], 0)
  range.setEnd(block('c1-p3'), 0)
  const { passage } = passageOf(range, root)
  assert.deepEqual([passage.block, passage.endBlock, passage.text], ['c1-p2', 'c1-p2', 'Władze ją chronią.'])
})

test('a passage over several blocks names outermost ones and holds what lies between', () => {
  const { passage } = passageOf(select('c1-p1', 'jest.', 'c1-p4', 'gęś'), root)
  assert.deepEqual([passage.block, passage.endBlock], ['c1-p1', 'c1-p3'])
  assert.equal(passage.text, 'jest.\nWładze ją chronią.\nżółwgęś')
  assert.equal(passage.end, 'żółwgęś'.length)
})

test('inside a list item with a list the offsets are of the whole item', () => {
  const { passage } = passageOf(select('c1-p3', 'żółw', 'c1-p4', 'gęś'), root)
  assert.deepEqual([passage.block, passage.endBlock, passage.start, passage.end], ['c1-p3', 'c1-p3', 0, 7])
})

test('a selection that spans chapters is named as such', () => {
  assert.deepEqual(passageOf(select('c1-p2', 'chronią', 'c2-p1', 'Łódź'), root), { problem: 'chapters' })
})

test('nothing but blanks is no passage', () => {
  const range = document.createRange()
  range.setStart(root, 0)
  range.setEnd(root, 1)
  assert.deepEqual(passageOf(range, root), { problem: 'empty' })
})

test('a selection that is too long is named as such', () => {
  const { firstChild } = block('c1-p2')
  const { data } = firstChild
  firstChild.data = 'ż'.repeat(LONGEST + 1)
  assert.deepEqual(passageOf(select('c1-p2', 'ż'.repeat(LONGEST + 1)), root), { problem: 'long' })
  firstChild.data = data
})

test('every passage leads back to the same words', () => {
  const texts = ['Godność 😀', '😀', 'człowieka', 'jest.']
  texts.forEach((words) => {
    const { passage } = passageOf(select('c1-p1', words), root)
    assert.equal(rangeOf(passage, root).toString(), words)
    assert.equal(block('c1-p1').textContent.slice(passage.start, passage.end), words)
  })
})

test('a whole block, and the words above it', () => {
  assert.deepEqual(wholeBlock(block('c2')), { block: 'c2', start: 0, endBlock: 'c2', end: 4, text: 'Cele' })
  assert.equal(placeOf(block('c2-p1')), 'Cele › Cel 1')
  assert.equal(placeOf(block('c1-p1')), 'Diagnoza')
})
