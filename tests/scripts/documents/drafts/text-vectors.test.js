// The vectors that Python's text engine is held to still say what yjs says.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import test from 'node:test'
import * as Y from 'yjs'

const read = (name) =>
  JSON.parse(fs.readFileSync(new URL(`../../../vectors/text/${name}.json`, import.meta.url)))
const unpack = (text) => new Uint8Array(Buffer.from(text, 'base64'))

const built = (updates) => {
  const doc = new Y.Doc()
  updates.forEach((update) => Y.applyUpdate(doc, unpack(update)))
  return doc
}

for (const { name, updates, states, merged, state, text, vector, anchors } of read('histories')) {
  test(`${name}: the text comes out whatever way it comes in`, () => {
    for (const pile of [updates, updates.toReversed(), states, merged, [state]])
      assert.equal(built(pile).getText('text').toString(), text)
  })

  test(`${name}: state vector and places`, () => {
    const doc = built(updates)
    assert.deepEqual(Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(doc))), vector)
    for (const { json, binary, at } of anchors) {
      const place = Y.createRelativePositionFromJSON(json)
      assert.equal(Buffer.from(Y.encodeRelativePosition(place)).toString('base64'), binary)
      assert.equal(Y.createAbsolutePositionFromRelativePosition(place, doc)?.index ?? null, at)
    }
  })
}

for (const { name, update } of read('refused')) {
  test(`${name}: yjs itself takes it, only the draft does not`, () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, unpack(update))
    assert.ok(doc.store.clients.size > 0)
  })
}
