import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, edit, stateOf, type } from '../editing.js'
import {
  blockOf,
  setHeading,
  toggleList,
  toggleQuote,
} from '../../../../../platform/frontend/scripts/documents/drafts/format/blocks.js'
import {
  hasMark,
  toggleMark,
} from '../../../../../platform/frontend/scripts/documents/drafts/format/inline.js'
import {
  isSafeAddress,
  linkHere,
  removeLink,
  tidyAddress,
  writeLink,
} from '../../../../../platform/frontend/scripts/documents/drafts/format/links.js'

const [bold, italic] = [toggleMark('strong'), toggleMark('emphasis')]

const cases = [
  ['a selection becomes bold', [bold], 'a ⟦bc⟧ d', 'a **⟦bc⟧** d'],
  ['marks hug the words', [bold], 'a⟦ bc ⟧d', 'a⟦ **bc** ⟧d'],
  ['each line by itself', [bold], '⟦ab\n\ncd⟧', '**⟦ab**\n\n**cd⟧**'],
  ['the mark of an item stays outside', [bold], '⟦- ab⟧', '⟦- **ab⟧**'],
  ['bold twice is plain', [bold, bold], 'a ⟦bc⟧ d', 'a ⟦bc⟧ d'],
  ['a part of a bold passage becomes plain', [bold], '**ab ⟦cd⟧ ef**', '**ab** ⟦cd⟧ **ef**'],
  ['a longer selection takes a bold one in', [bold], '⟦a **b** c⟧', '**⟦a b c⟧**'],
  ['a construct cut in two is widened', [bold], 'a ⟦b *c⟧ d*', 'a **⟦b *c⟧ d***'],
  ['the word under the caret', [bold], 'ala k|ot', 'ala **k|ot**'],
  ['at the end of the bold the caret goes out', [bold], '**kot|**', '**kot**|'],
  ['in the middle the bold goes', [bold], '**k|ot**', 'k|ot'],
  ['between words it waits for the next letter', [bold, type('x')], 'a |', 'a **x|**'],
  ['and may be waved away', [bold, bold, type('x')], 'a |', 'a x|'],
  ['two marks wait together', [bold, italic, type('x')], 'a |', 'a ***x|***'],
  ['a heading', [setHeading(2)], 'Tytu|ł', '## Tytu|ł'],
  ['another level', [setHeading(3)], '# Tytu|ł', '### Tytu|ł'],
  ['a paragraph again', [setHeading(0)], '### Tytu|ł', 'Tytu|ł'],
  ['a heading of an item leaves the list apart', [setHeading(1)], '- a\n- b|', '- a\n\n# b|'],
  ['paragraphs become a list without gaps', [toggleList('bullet')], '⟦a\n\nb⟧', '- ⟦a\n- b⟧'],
  ['and paragraphs again', [toggleList('bullet')], '⟦- a\n- b⟧', '⟦a\n\nb⟧'],
  ['bullets become numbers', [toggleList('ordered')], '⟦- a\n- b⟧', '⟦1. a\n2. b⟧'],
  ['a list keeps its distance', [toggleList('bullet')], 'a\nb|\nc', 'a\n\n- b|\n\nc'],
  ['a quote', [toggleQuote], 'a|', '> a|'],
  ['and no quote', [toggleQuote], '> a|', 'a|'],
]

for (const [name, commands, before, expected] of cases) {
  test(name, () => assert.equal(after(before, ...commands), expected))
}

test('what the caret is in', () => {
  assert.deepEqual(blockOf(stateOf('> 1. a|')), {
    heading: 0,
    bullet: false,
    task: false,
    ordered: true,
    quote: true,
  })
  assert.equal(blockOf(stateOf('#### a|')).heading, 4)
  assert.equal(hasMark(stateOf('**a|b**'), 'strong'), true)
  assert.equal(hasMark(stateOf('*a|b*'), 'strong'), false)
})

test('a link is found, written and removed', () => {
  assert.deepEqual(linkHere(stateOf('a [b\\]c|](https://x.pl) d')), {
    from: 2,
    to: 22,
    text: 'b]c',
    address: 'https://x.pl',
    exists: true,
  })
  const { view, text } = edit('zob. ⟦raport⟧')
  writeLink(view, linkHere(view.state), 'raport [1]', 'stat.gov.pl/a b')
  assert.equal(text(), 'zob. [raport \\[1\\]](https://stat.gov.pl/a%20b)|')
  removeLink(view, { from: 5, to: view.state.doc.length, text: 'raport' })
  assert.equal(view.state.doc.toString(), 'zob. raport')
  view.destroy()
})

test('addresses', () => {
  assert.equal(tidyAddress('anna@gov.pl'), 'mailto:anna@gov.pl')
  assert.equal(isSafeAddress('javascript:alert(1)'), false)
  assert.equal(isSafeAddress('//evil.pl'), false)
  assert.equal(isSafeAddress('www.gov.pl'), true)
})
