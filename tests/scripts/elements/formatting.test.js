/** The formatting buttons: text and selection in, text and selection out. "[" and "]" mark the selection. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { append, format, quotation } from '../../../platform/frontend/scripts/elements/composer/formatting.js'

const CASES = [
  ['bold', 'Ala ma [kota]', 'Ala ma **[kota]**'],
  ['bold', 'Ala ma **[kota]**', 'Ala ma [kota]'],
  ['bold', '[ słowo ]', ' **[słowo]** '],
  ['bold', 'Ala []', 'Ala **[]**'],
  ['italic', 'Ala ma [kota]', 'Ala ma *[kota]*'],
  ['italic', 'Ala ma *[kota]*', 'Ala ma [kota]'],
  ['italic', 'Ala ma **[kota]**', 'Ala ma ***[kota]***'],
  ['italic', 'Ala ma ***[kota]***', 'Ala ma **[kota]**'],
  ['bullets', 'a\n[b\nc]\nd', 'a\n[- b\n- c]\nd'],
  ['bullets', 'a\n[- b\n- c]\nd', 'a\n[b\nc]\nd'],
  ['numbers', '[a\nb]', '[1. a\n2. b]'],
  ['numbers', '[1. a\n2. b]', '[a\nb]'],
  ['quote', 'a\nb[]b\nc', 'a\n[> bb]\nc'],
  ['heading', '[]', '[### ]'],
  ['link', 'Zob. [ustawa] tu', 'Zob. {ustawa}([https://]) tu'],
  ['link', '[https://kes.example/a]', '{[]}(https://kes.example/a)'],
]

for (const [kind, before, after] of CASES) {
  test(`${kind}: ${JSON.stringify(before)}`, () => {
    assert.equal(write(format(kind, read(before))), after)
  })
}

test('a quotation begins with its author and marks every line', () => {
  assert.equal(quotation('**Bob**, #2:', 'a\n\nb\n'), '> **Bob**, #2:\n>\n> a\n>\n> b\n\n')
})

test('an addition is a paragraph of its own', () => {
  assert.equal(append('', '> a\n\n').text, '> a\n\n')
  assert.equal(append('b\n', '> a\n\n').text, 'b\n\n> a\n\n')
})

function read(marked) {
  const start = marked.indexOf('[')
  return { text: marked.replace('[', '').replace(']', ''), start, end: marked.indexOf(']') - 1 }
}

/** Brackets of the text itself are shown as braces. */
function write({ text, start, end }) {
  const plain = text.replaceAll('[', '{').replaceAll(']', '}')
  return `${plain.slice(0, start)}[${plain.slice(start, end)}]${plain.slice(end)}`
}
