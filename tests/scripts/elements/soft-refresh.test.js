/** News replaces a part of the page: not under somebody's hands, and never with a page older than what is shown. */
import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import { setImmediate } from 'node:timers'
import { page } from '../page.js'

const document = page('<main></main>')
globalThis.DOMParser = window.DOMParser
globalThis.CSS = { escape: (word) => word }
globalThis.location = window.location
const asked = []
globalThis.fetch = () => new Promise((resolve) => asked.push(resolve))
await import('../../../platform/frontend/scripts/elements/soft-refresh.js')

const html = (words) =>
  `<soft-refresh id="rows" data-without="typing" data-sitting="draft.edited">${words}</soft-refresh>`
const shown = () => document.querySelector('soft-refresh')
const hear = (kind = 'part.renamed') =>
  document
    .querySelector('live-topic')
    .dispatchEvent(new window.CustomEvent('live:event', { detail: { kind } }))

async function wait(milliseconds = 400) {
  mock.timers.tick(milliseconds)
  await new Promise(setImmediate)
}

/** Answer the oldest request with a page that says `words`. */
async function answer(words, { ok = true, redirected = false } = {}) {
  asked.shift()({ ok, redirected, text: async () => html(words) })
  await new Promise(setImmediate)
}

beforeEach(() => {
  asked.length = 0
  mock.timers.reset()
  mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  document.querySelector('main').innerHTML = `<live-topic data-for="rows"></live-topic>${html('<p>old</p>')}`
})

test('several events are one request, and its answer is shown', async () => {
  hear()
  await wait(200)
  hear()
  await wait(399)
  assert.equal(asked.length, 0)
  await wait(1)
  assert.equal(asked.length, 1)
  await answer('<p>new</p>')
  assert.equal(shown().innerHTML, '<p>new</p>')
})

test('news of somebody else brings nothing', async () => {
  hear('typing.begun')
  await wait()
  assert.equal(asked.length, 0)
})

test('what somebody holds is replaced once they have let go', async () => {
  shown().innerHTML = '<p data-dragged>old</p>'
  hear()
  await wait()
  assert.equal(asked.length, 0)
  delete shown().firstChild.dataset.dragged
  await wait()
  assert.equal(asked.length, 1)
  shown().firstChild.dataset.dragged = ''
  await answer('<p>new</p>')
  assert.equal(shown().textContent, 'old')
  delete shown().firstChild.dataset.dragged
  await wait()
  await answer('<p>new</p>')
  assert.equal(shown().textContent, 'new')
})

test('a page that was asked for before somebody moved a row does not put it back', async () => {
  hear()
  await wait()
  shown().innerHTML = '<p>moved</p>'
  await answer('<p>older than that</p>')
  assert.equal(shown().textContent, 'moved')
  await wait()
  await answer('<p>moved, and known to the server</p>')
  assert.equal(shown().textContent, 'moved, and known to the server')
})

test('of two answers the later question counts, whichever comes first', async () => {
  hear()
  await wait()
  hear()
  await wait()
  const [first, second] = asked.splice(0)
  asked.push(second)
  await answer('<p>second</p>')
  asked.push(first)
  await answer('<p>first</p>')
  assert.equal(shown().textContent, 'second')
  await wait()
  await answer('<p>third</p>')
  assert.equal(shown().textContent, 'third')
})

test('a page that cannot be had, or is another one by now, changes nothing', async () => {
  hear()
  await wait()
  await answer('<p>refused</p>', { ok: false })
  hear()
  await wait()
  await answer('<p>sign in</p>', { redirected: true })
  assert.equal(shown().textContent, 'old')
})

test('the button that had the focus keeps it, and what was unfolded stays so', async () => {
  const rows = (name) =>
    `<details id="more"><summary>${name}</summary></details><button id="up">${name}</button>`
  shown().innerHTML = rows('old')
  document.getElementById('more').open = true
  document.getElementById('up').focus()
  hear()
  await wait()
  await answer(rows('new'))
  assert.equal(document.activeElement.id, 'up')
  assert.equal(document.activeElement.textContent, 'new')
  assert.equal(document.getElementById('more').open, true)
})

test('while somebody may be writing, the page is looked at every half minute', async () => {
  hear('draft.edited')
  await wait()
  await answer('<p>half a w</p>')
  assert.equal(shown().textContent, 'half a w')
  await wait(29_000)
  assert.equal(asked.length, 0)
  await wait(1000)
  await answer('<p>half a word</p>')
  assert.equal(shown().textContent, 'half a word')
  for (let minute = 0; minute < 30; minute += 1) {
    await wait(60_000)
    if (asked.length) await answer('<p>a word more</p>')
    if (minute === 12) assert.equal(asked.length, 0)
  }
  assert.equal(shown().textContent, 'a word more')
  const before = shown().firstChild
  await wait(600_000)
  assert.equal(asked.length, 0)
  assert.equal(shown().firstChild, before)
})

test('other news is looked at once', async () => {
  hear()
  await wait()
  await answer('<p>new</p>')
  await wait(60_000)
  assert.equal(asked.length, 0)
})

test('taken away, it asks no more', async () => {
  hear()
  shown().remove()
  await wait()
  assert.equal(asked.length, 0)
})
