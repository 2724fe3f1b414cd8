import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { page } from '../../page.js'

const row = (title) => `
  <li class="chapter" data-title="${title}"><span class="chapter-number"></span>
  <input type="hidden" name="part" value="${title}" form="chapter-order">
  <button class="chapter-handle" hidden></button></li>`
const HTML = `<div id="messages"></div><form id="chapter-order" action="/order/"></form>
  <chapter-order data-may-order><p data-said></p><ol>${['A', 'B', 'C'].map(row).join('')}</ol></chapter-order>`

const document = page('')
globalThis.FormData = window.FormData
globalThis.interpolate = (text, values) => text.replace(/%s/g, () => values.shift())
const answers = []
const sent = []
globalThis.fetch = (_url, { body, keepalive }) => {
  sent.push(body.getAll('part').join(''))
  assert.ok(keepalive, 'leaving the page does not lose an order')
  return new Promise((resolve) => answers.push(resolve))
}
await import('../../../../platform/frontend/scripts/documents/structure/chapter-order.js')

const turn = () => new Promise((resolve) => setTimeout(resolve, 5))
const shown = () => [...document.querySelectorAll('li')].map((one) => one.dataset.title).join('')
const press = (title, key) =>
  document
    .querySelector(`[data-title=${title}] button`)
    .dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }))
const answer = async (status = 200) => {
  const headers = new Headers({ 'Content-Type': 'application/json' })
  const body = status === 200 ? {} : { errors: ['Nie teraz.'] }
  answers.shift()({ ok: status === 200, status, headers, json: async () => body })
  await turn()
}
const busy = () => document.querySelector('ol').getAttribute('aria-busy')

beforeEach(() => {
  sent.length = 0
  document.body.innerHTML = HTML
})

test('an order is sent when the one before it is kept, and the last one wins', async () => {
  press('C', 'ArrowUp')
  press('C', 'ArrowUp')
  press('B', 'ArrowUp')
  assert.equal(shown(), 'CBA')
  assert.deepEqual(sent, ['ACB'])
  assert.equal(busy(), 'true')
  await answer()
  assert.deepEqual(sent, ['ACB', 'CBA'])
  await answer()
  assert.equal(busy(), null)
  assert.deepEqual(sent, ['ACB', 'CBA'])
  assert.equal(document.querySelector('[data-said]').textContent, 'B: place 2 of 3')
})

test('an order that is not kept goes back to the last that was, and the page says why', async () => {
  press('A', 'ArrowDown')
  await answer()
  press('A', 'ArrowDown')
  await answer(409)
  assert.equal(shown(), 'BAC')
  assert.equal(document.querySelector('[data-title=A] .chapter-number').textContent, '2.')
  assert.match(document.body.textContent, /Nie teraz\./)
  assert.equal(busy(), null)
})
