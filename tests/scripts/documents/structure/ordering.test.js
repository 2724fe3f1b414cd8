import assert from 'node:assert/strict'
import { test } from 'node:test'

import { moved, placeAt } from '../../../../platform/frontend/scripts/documents/structure/ordering.js'

test('a chapter changes places with its neighbour', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 1, -1), ['b', 'a', 'c'])
  assert.deepEqual(moved(['a', 'b', 'c'], 1, 1), ['a', 'c', 'b'])
})

test('at the ends nothing moves', () => {
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 1, 1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], -1, 1), ['a', 'b'])
})

test('what is dropped goes before the first row whose middle lies below', () => {
  assert.equal(placeAt([10, 30, 50], 5), 0)
  assert.equal(placeAt([10, 30, 50], 31), 2)
  assert.equal(placeAt([10, 30, 50], 99), 3)
  assert.equal(placeAt([], 5), 0)
})
