import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pause } from '../../../platform/frontend/scripts/live/pause.js'

test('pauses grow and stay under half a minute', () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 60].map((attempt) => pause(attempt, () => 1))
  assert.deepEqual(longest, [700, 1400, 2800, 5600, 11200, 22400, 30000, 30000])
})

test('tabs that lost the same server come back at different moments', () => {
  assert.equal(
    pause(0, () => 0),
    350,
  )
  assert.notEqual(pause(4), pause(4))
})
