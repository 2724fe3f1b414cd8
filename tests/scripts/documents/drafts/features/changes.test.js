/** What a copy of the text proposes is what makes its text of the shared one, whatever others write meanwhile. */
import assert from 'node:assert/strict'
import test from 'node:test'
import * as Y from 'yjs'
import {
  changesBetween,
  inWords,
  rawChanges,
} from '../../../../../platform/frontend/scripts/documents/drafts/features/suggestions/changes.js'

const TEXT = 'W gminie działa jedna spółdzielnia 😀 i dwa stowarzyszenia.\n\nBrakuje lokalu.'

function pair(text = TEXT) {
  const base = new Y.Doc()
  base.getText('text').insert(0, text)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(base))
  base.on('update', (update) => Y.applyUpdate(copy, update))
  return { base, copy, shared: base.getText('text'), own: copy.getText('text') }
}

function replace(text, old, fresh) {
  const at = text.toString().indexOf(old)
  text.delete(at, old.length)
  text.insert(at, fresh)
}

const brief = (changes) => changes.map(({ quote, replacement }) => [quote, replacement])

test('a changed ending is a changed word', () => {
  const { base, copy, own } = pair()
  replace(own, 'gminie', 'gminach')
  assert.deepEqual(brief(changesBetween(base, copy)), [['gminie', 'gminach']])
})

test('an insertion quotes the word beside it', () => {
  const { base, copy, own } = pair()
  own.insert(own.toString().indexOf(' i dwa'), ' „Razem”')
  const [change] = changesBetween(base, copy)
  assert.ok(change.quote.trim())
  assert.equal(change.replacement.startsWith(change.quote), true)
})

test('an empty text can be filled', () => {
  const { base, copy, own } = pair('')
  own.insert(0, 'Wstęp')
  assert.deepEqual(brief(changesBetween(base, copy)), [['', 'Wstęp']])
})

test('what others write is no change of ours', () => {
  const { base, copy, shared, own } = pair()
  replace(own, 'jedna', 'dwie')
  replace(shared, 'Brakuje', 'Potrzeba')
  shared.insert(0, '# Diagnoza\n\n')
  assert.deepEqual(brief(changesBetween(base, copy)), [['jedna', 'dwie']])
})

test('taken back is nothing', () => {
  const { base, copy, own } = pair()
  own.insert(3, 'xyz')
  own.delete(3, 3)
  assert.deepEqual(changesBetween(base, copy), [])
})

test('random copies, with emoji and others at work: the changes make the text of the copy', () => {
  let seed = 7
  const pick = (most) => (seed = (seed * 1103515245 + 12345) % 2147483648) % most
  const words = ['plan', 'łączy ', '😀', '\n', 'ż', ' gmina ']
  for (let round = 0; round < 300; round++) {
    const { base, copy, shared, own } = pair()
    for (let step = 0; step < 12; step++) {
      const text = pick(3) ? own : shared
      const at = boundary(text.toString(), pick(text.length + 1))
      const to = boundary(text.toString(), Math.min(text.length, at + pick(9)))
      if (pick(2)) text.insert(at, words[pick(words.length)])
      else text.delete(at, to - at)
    }
    const old = shared.toString()
    const changes = inWords(old, rawChanges(base, copy))
    let made = ''
    let place = 0
    for (const { from, to, replacement } of changes) {
      assert.ok(place <= from && (from < to || !old))
      made += old.slice(place, from) + replacement
      place = to
    }
    assert.equal(made + old.slice(place), own.toString())
  }
})

function boundary(text, at) {
  const low = text.charCodeAt(at)
  return low >= 0xdc00 && low <= 0xdfff ? at - 1 : at
}
