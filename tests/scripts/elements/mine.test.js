import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from '../page.js'

const document = page('<article data-author="7"></article><article data-author="8"></article>')
document.body.dataset.user = '7'
await import('../../../platform/frontend/scripts/elements/mine.js')

const mine = () => [...document.querySelectorAll('[data-author]')].map(({ dataset }) => 'mine' in dataset)

test('what the reader wrote is marked', () => {
  assert.deepEqual(mine(), [true, false])
})

test('also when it arrives later', async () => {
  document.body.insertAdjacentHTML('beforeend', '<div><article data-author="7"></article></div>')
  await new Promise((resolve) => setTimeout(resolve))
  assert.deepEqual(mine(), [true, false, true])
})
