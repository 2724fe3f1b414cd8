import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from '../page.js'

const document = page(`<div role="toolbar">
  <button id="bold"></button><button id="gone" disabled></button><button id="italic"></button><button id="link"></button>
</div>`)
await import('../../../platform/frontend/scripts/elements/tool-keys.js')

const press = (key) =>
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))

test('a toolbar is one tab stop', () => {
  const stops = [...document.querySelectorAll('button:not([disabled])')].filter(
    (button) => button.tabIndex === 0,
  )
  assert.deepEqual(
    stops.map(({ id }) => id),
    ['bold'],
  )
})

test('arrows, Home and End move over the tools that work, around the ends', () => {
  document.getElementById('bold').focus()
  const visited = ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End'].map((key) => {
    press(key)
    return document.activeElement.id
  })
  assert.deepEqual(visited, ['italic', 'link', 'bold', 'link', 'bold', 'link'])
})
