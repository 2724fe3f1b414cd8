/** The generated histories of the benchmarks: the same for the same seed, and ending as they say they do. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { invented, makeTrace, spliced } from '../../bench/clients/trace.mjs'

const OPTIONS = { keystrokes: 600, authors: 3, seed: 5, root: 'text' }

function merged(trace, order) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, trace.skeleton)
  const longest = Math.max(...trace.authors.map(({ ops }) => ops.length))
  for (let n = 0; n < longest; n++) {
    for (const author of order) {
      const op = trace.authors[author].ops[n]
      if (op) Y.applyUpdate(doc, op.update)
    }
  }
  return doc.getText('text').toString()
}

test('authors who write at the same time end with the known text, whoever is first', () => {
  const trace = makeTrace(OPTIONS)
  assert.equal(merged(trace, [0, 1, 2]), trace.expected)
  assert.equal(merged(trace, [2, 0, 1]), trace.expected)
  assert.equal(trace.expected.split('\n').length, 4)
})

test('the same seed gives the same keystrokes, another seed others', () => {
  assert.deepEqual(invented(300, 9), invented(300, 9))
  assert.notDeepEqual(invented(300, 9), invented(300, 10))
})

test('a history has as many edits as were asked for, deletes too, and ends with an insertion', () => {
  const edits = invented(500, 1)
  assert.equal(edits.length, 500)
  assert.ok(edits.some(([, gone]) => gone))
  assert.equal(edits.at(-1)[2], '.')
  assert.ok(spliced(edits).length > 200)
})
