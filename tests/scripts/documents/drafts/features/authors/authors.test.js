/** Ids of the characters and their authors: what the colours and the answers are made of. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { Credits } from '../../../../../../platform/frontend/scripts/documents/drafts/features/authors/credits.js'
import {
  runAt,
  runsBetween,
  runsOf,
} from '../../../../../../platform/frontend/scripts/documents/drafts/features/authors/ids.js'

function written() {
  const doc = new Y.Doc()
  const other = new Y.Doc()
  doc.clientID = 11
  other.clientID = 22
  doc.getText('text').insert(0, 'Zażółć gęślą')
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  other.getText('text').insert(7, '🙂 nową ')
  other.getText('text').delete(0, 2)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  return doc.getText('text')
}

test('runs cover the text by ids, in UTF-16 units', () => {
  const text = written()
  const runs = runsOf(text)
  assert.equal(
    runs.reduce((sum, run) => sum + run.length, 0),
    text.length,
  )
  assert.deepEqual(
    runs.map(({ start, length, client, clock }) => [start, length, client, clock]),
    [
      [0, 5, 11, 2],
      [5, 8, 22, 0],
      [13, 5, 11, 7],
    ],
  )
})

test('a place has the run of the character behind it, and none behind the end', () => {
  const runs = runsOf(written())
  assert.equal(runAt(runs, 5).client, 22)
  assert.equal(runAt(runs, 4).client, 11)
  assert.equal(runAt(runs, 18), undefined)
})

test('runs of a stretch are cut to it, clocks and all', () => {
  const found = runsBetween(runsOf(written()), 3, 6)
  assert.deepEqual(found, [
    { start: 3, length: 2, client: 11, clock: 5 },
    { start: 5, length: 1, client: 22, clock: 0 },
  ])
})

const CREDITS = {
  people: [
    { id: 3, name: 'Anna' },
    { id: 11, name: 'Bogdan' },
  ],
  hands: {
    11: [
      3,
      [
        [0, 100],
        [4, 200],
      ],
    ],
    22: [11, [[0, 300]]],
  },
  since: '2026-11-20T10:00:00Z',
  fresh: { 22: 4 },
}

test('a character has the author of its client and the time of its stretch', () => {
  const credits = new Credits(CREDITS)
  assert.deepEqual(credits.author(11, 3), { id: 3, name: 'Anna', at: new Date(100_000) })
  assert.deepEqual(credits.author(11, 4), { id: 3, name: 'Anna', at: new Date(200_000) })
  assert.equal(credits.author(99, 0), undefined)
})

test('what is new begins at a clock', () => {
  const credits = new Credits(CREDITS)
  assert.equal(credits.isFresh(22, 3), false)
  assert.equal(credits.isFresh(22, 4), true)
  assert.equal(credits.isFresh(11, 9), false)
})

test('two people of one colour get two, the larger share keeps it', () => {
  const shares = new Credits(CREDITS).shares(runsOf(written()))
  assert.deepEqual(
    shares.map(({ name, hue, units }) => [name, hue, units]),
    [
      ['Anna', 3, 10],
      ['Bogdan', 4, 8],
    ],
  )
})
