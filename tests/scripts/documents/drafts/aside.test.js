import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { findPassages, makeAside } from '../../../../platform/frontend/scripts/documents/drafts/aside.js'

/** A document with saved words and the updates of the changes made in it afterwards. */
function unsent(saved, change) {
  const doc = new Y.Doc()
  doc.getText('text').insert(0, saved)
  const updates = []
  doc.on('update', (update) => updates.push(update))
  change(doc.getText('text'))
  return { doc, updates }
}

test('only the unsent words, in reading order, neighbours joined', () => {
  const { doc, updates } = unsent('Ala ma kota.', (text) => {
    text.insert(12, ' Koniec.')
    text.insert(0, 'O')
    text.insert(1, 'to ')
  })
  assert.deepEqual(findPassages(doc, updates), ['Oto ', ' Koniec.'])
})

test('words typed right behind saved ones of the same author are told apart', () => {
  const { doc, updates } = unsent('abc', (text) => text.insert(3, 'def'))
  assert.deepEqual(findPassages(doc, updates), ['def'])
})

test('what was typed and deleted again is gone', () => {
  const { doc, updates } = unsent('abc', (text) => {
    text.insert(3, ' raz dwa')
    text.delete(4, 4)
  })
  assert.deepEqual(findPassages(doc, updates), [' dwa'])
})

test('words whose surroundings never came are found all the same', () => {
  const { updates } = unsent('abc', (text) => text.insert(3, 'def'))
  assert.deepEqual(findPassages(new Y.Doc(), updates), ['def'])
})

test('nothing visible, nothing to keep', () => {
  const { doc, updates } = unsent('abc', (text) => text.delete(0, 1))
  assert.equal(makeAside({ owner: {}, reason: 'replaced', doc, updates }), null)
})
