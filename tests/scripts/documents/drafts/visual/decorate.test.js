import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stateOf } from '../editing.js'
import { decorate } from '../../../../../platform/frontend/scripts/documents/drafts/visual/decorate.js'
import { isGap, prefixOf } from '../../../../../platform/frontend/scripts/documents/drafts/visual/prefix.js'
import {
  addressAt,
  touchedBy,
} from '../../../../../platform/frontend/scripts/documents/drafts/visual/visual.js'

/** The text as it would be read: hidden source left out, widgets as their signs. */
function read(marked) {
  const state = stateOf(marked)
  const { hidden } = decorate(state, [{ from: 0, to: state.doc.length }], touchedBy(state.selection))
  let [text, at] = ['', 0]
  hidden.between(0, state.doc.length, (from, to, { spec }) => {
    text += state.sliceDoc(at, from) + (spec.widget?.text ?? '')
    at = to
  })
  return text + state.sliceDoc(at)
}

function lines(text) {
  const state = stateOf(text)
  const found = []
  decorate(state, [{ from: 0, to: state.doc.length }], () => false).all.between(
    0,
    state.doc.length,
    (from, to, { spec }) => {
      if (spec.attributes || /draft-(item|quote|gap|table|verbatim)/.test(spec.class))
        found.push([state.doc.lineAt(from).number, spec.class, spec.attributes?.['aria-level']])
    },
  )
  return found
}

const readings = [
  ['inline marks are hidden', '|x\n\n**a** *b* ~~c~~ `d`', 'x\n\na b c d'],
  ['but not where the caret is', 'x **a|** *b*', 'x **a** b'],
  ['a selection shows what it touches', '⟦**a** *b*⟧ ~~c~~', '**a** *b* c'],
  ['a link shows its words', '|x [raport](https://gov.pl "t") y', 'x raport y'],
  ['a link without words keeps its marks', '|x [](https://gov.pl)', 'x [](https://gov.pl)'],
  ['a heading has no hashes, even with the caret in it', '## Tytu|ł', 'Tytuł'],
  ['bullets', '|x\n\n- a\n    - b', 'x\n\n•a\n•b'],
  ['numbers as a reader will see them', '|x\n\n3. a\n3. b\n9. c', 'x\n\n3.a\n4.b\n5.c'],
  ['tasks', '|x\n\n- [x] a\n- [ ] b', 'x\n\n☑a\n☐b'],
  ['quotes', '|x\n\n> a\n> - b', 'x\n\na\n•b'],
  ['a backslash before a sign', '|x 1\\. a \\*b', 'x 1. a *b'],
  ['a rule', '|x\n\n---', 'x\n\n---'],
  ['code stays as it is', '|x\n\n```\n- a **b**\n```', 'x\n\n```\n- a **b**\n```'],
  ['a table stays as it is', '|x\n\n| a | b |\n| - | - |\n| c | d |', 'x\n\n| a | b |\n| - | - |\n| c | d |'],
  ['the caret in the text of a list item does not bring its mark back', '- |a', '•a'],
]

for (const [name, marked, expected] of readings) test(name, () => assert.equal(read(marked), expected))

test('lines say what they are', () => {
  assert.deepEqual(lines('# A\n\na\n\n### B'), [
    [1, 'draft-heading draft-heading-1', 2],
    [2, 'draft-gap', undefined],
    [4, 'draft-gap', undefined],
    [5, 'draft-heading draft-heading-3', 4],
  ])
  assert.deepEqual(lines('- a\n    - b'), [
    [1, 'draft-item draft-depth-1', undefined],
    [2, 'draft-item draft-depth-2', undefined],
  ])
})

test('a prefix ends where the words begin', () => {
  const state = stateOf('> 1. [x] Ala')
  assert.equal(prefixOf(state, state.doc.line(1)).to, '> 1. [x] '.length)
  assert.deepEqual(prefixOf(stateOf('a # b'), stateOf('a # b').doc.line(1)).marks, [])
})

test('a blank line between paragraphs is a gap, two are not', () => {
  const state = stateOf('a\n\nb\n\n\nc')
  assert.equal(isGap(state, state.doc.line(2)), true)
  assert.equal(isGap(state, state.doc.line(4)), false)
})

test('only an address a reader may be sent to opens', () => {
  assert.equal(addressAt(stateOf('[a](https://gov.pl)'), 1), 'https://gov.pl')
  assert.equal(addressAt(stateOf('[a](javascript:alert)'), 1), null)
  assert.equal(addressAt(stateOf('abc'), 1), null)
})
