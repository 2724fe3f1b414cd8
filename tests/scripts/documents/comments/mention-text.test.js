/** Names behind an @. */
import assert from 'node:assert/strict'
import test from 'node:test'
import {
  candidates,
  nameBehind,
} from '../../../../platform/frontend/scripts/documents/comments/mention-text.js'

const PEOPLE = [{ name: 'Alice Żak' }, { name: 'Łucja Ćwik' }, { name: 'Bob Łuczak' }]

test('a name begins behind an @ and goes up to the caret', () => {
  assert.deepEqual(nameBehind('Co na to @Alice Ż', 17), { name: 'Alice Ż', from: 9 })
  assert.deepEqual(nameBehind('@', 1), { name: '', from: 0 })
  assert.equal(nameBehind('a@b.pl', 6), null)
  assert.equal(nameBehind('bez nikogo', 5), null)
})

test('people are found by any of their names, diacritics or not', () => {
  assert.deepEqual(candidates(PEOPLE, 'zak'), [PEOPLE[0]])
  assert.deepEqual(candidates(PEOPLE, 'lu'), [PEOPLE[1], PEOPLE[2]])
  assert.equal(candidates(PEOPLE, '').length, 3)
})
