/** Updates too large to be sent: cut into some that follow one another and come to the same. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { split } from '../../../../platform/frontend/scripts/documents/drafts/split.js'
import { Browser } from './browser.js'
import { Room } from './room.js'

const LIMIT = 128 * 1024
const SERVER = 512 * 1024
const PLAN = 'Zażółć gęślą jaźń 😀 '.repeat(60_000) // over 1 MiB

function updatesOf(doc) {
  const updates = []
  doc.on('update', (update) => updates.push(update))
  return updates
}

function textOf(...updates) {
  const doc = new Y.Doc()
  updates.forEach((update) => Y.applyUpdate(doc, update))
  assert.equal(doc.store.pendingStructs, null)
  assert.equal(doc.store.pendingDs, null)
  return doc.getText('text').toString()
}

test('a small update is left as it is', () => {
  const doc = new Y.Doc()
  const updates = updatesOf(doc)
  doc.getText('text').insert(0, 'abc')
  assert.deepEqual(split(updates[0], LIMIT), updates)
})

test('a paste of more than a megabyte is cut, never inside an emoji, and comes to the same', () => {
  const doc = new Y.Doc()
  doc.getText('text').insert(0, 'przed  po')
  const first = Y.encodeStateAsUpdate(doc)
  const updates = updatesOf(doc)
  doc.getText('text').insert(6, PLAN)
  const pieces = split(updates[0], LIMIT)
  assert.ok(pieces.length > 8 && pieces.every((piece) => piece.length < SERVER))
  assert.equal(textOf(first, ...pieces), `przed ${PLAN} po`)
  for (let n = 1; n <= pieces.length; n++) assert.ok(textOf(first, ...pieces.slice(0, n)).isWellFormed())
  assert.deepEqual(
    Y.encodeStateVector(doc),
    Y.encodeStateVectorFromUpdate(Y.mergeUpdates([first, ...pieces])),
  )
})

test('taking back a large deletion, with what else the update does, comes to the same', () => {
  const doc = new Y.Doc()
  const text = doc.getText('text')
  text.insert(0, PLAN)
  const first = Y.encodeStateAsUpdate(doc)
  const undo = new Y.UndoManager(text, { captureTimeout: 0 })
  const updates = updatesOf(doc)
  text.delete(10, PLAN.length - 20)
  undo.undo()
  doc.transact(() => {
    text.delete(0, 5)
    text.insert(text.length, PLAN)
  })
  const pieces = updates.flatMap((update) => split(update, LIMIT))
  assert.ok(pieces.every((piece) => piece.length < SERVER))
  assert.equal(textOf(first, ...pieces), text.toString())
})

test('somebody who knows half of it writes into it, and all end with the same text', () => {
  const doc = new Y.Doc()
  const updates = updatesOf(doc)
  doc.getText('text').insert(0, PLAN)
  const pieces = split(updates[0], LIMIT)
  const other = new Y.Doc()
  pieces.slice(0, 4).forEach((piece) => Y.applyUpdate(other, piece))
  other.getText('text').insert(70_000, 'wtrącenie')
  pieces.slice(4).forEach((piece) => Y.applyUpdate(other, piece))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  assert.equal(other.getText('text').toString(), doc.getText('text').toString())
  assert.equal(other.getText('text').length, PLAN.length + 9)
})

test('a pasted megabyte and the taking back of its deletion reach the server, nothing is set aside', async () => {
  const room = new Room('Początek. ')
  room.refuse = (_msgNo, update) => (update.length > SERVER ? { code: 'too_large' } : null)
  const browser = await new Browser({ connect: room.link() }).open()
  await browser.loaded()
  const undo = new Y.UndoManager(browser.replica.text, { captureTimeout: 0 })
  browser.type(PLAN)
  browser.replica.text.delete(0, browser.text.length)
  undo.undo()
  await browser.saved()
  assert.ok(room.rows.length > 8 && room.rows.every((update) => update.length < SERVER))
  assert.equal(room.text, `Początek. ${PLAN}`)
  assert.deepEqual(browser.asides, [])
  await browser.close()
})
