import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from '../page.js'

const document = page('<div id="messages"></div><main id="main" tabindex="-1"></main>')
const { toast } = await import('../../../platform/frontend/scripts/elements/toast.js')
await import('../../../platform/frontend/scripts/elements/dismissable-message.js')

test('a toast shows its words as text and says errors aloud', () => {
  toast('<b>Not saved</b>', 'error')
  const message = document.querySelector('.message')
  assert.equal(message.querySelector('.message-text').textContent, '<b>Not saved</b>')
  assert.equal(message.getAttribute('role'), 'alert')
})

test('its button takes it away and leaves the focus in the page', () => {
  document.querySelector('[data-dismiss]').click()
  assert.equal(document.querySelector('.message'), null)
  assert.equal(document.activeElement.id, 'main')
})
