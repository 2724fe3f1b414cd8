import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { MarkBook } from '../../../../../platform/frontend/scripts/documents/drafts/features/comments/mark-book.js'

const before = globalThis.fetch
const asked = []

function mark(id) {
  return { id, start: {}, end: {}, place: 'kept', part: 'p' }
}

/** A server that answers when the test says so: each request takes the next answer. */
function serve() {
  asked.length = 0
  globalThis.fetch = () =>
    new Promise((resolve) =>
      asked.push((marks) => resolve({ ok: true, json: () => Promise.resolve({ marks }) })),
    )
}

async function answer(number, marks) {
  asked[number](marks)
  await new Promise((resolve) => setTimeout(resolve))
}

afterEach(() => (globalThis.fetch = before))

test('news that comes while an answer is on its way is asked for once more', async () => {
  serve()
  const seen = []
  const book = new MarkBook('/marks', 'p', () => seen.push('changed'))
  const loaded = book.load()
  book.load()
  book.load()
  assert.equal(asked.length, 1)
  await answer(0, [])
  assert.equal(asked.length, 2)
  await answer(1, [mark(7)])
  await loaded
  assert.deepEqual(seen, ['changed', 'changed'])
  book.moved([{ id: 7, part: 'p' }])
  assert.equal(asked.length, 2, 'the mark is known')
})

test('without news one answer is enough, and a later call asks anew', async () => {
  serve()
  const book = new MarkBook('/marks', 'p', () => {})
  const loaded = book.load()
  await answer(0, [mark(7)])
  await loaded
  assert.equal(asked.length, 1)
  book.load()
  assert.equal(asked.length, 2)
  await answer(1, [])
})

test('a request that failed is made again, until the editor is closed', async () => {
  const answers = [Promise.reject(new Error('no network')), { ok: false, status: 503 }]
  const after = { ok: true, json: () => Promise.resolve({ marks: [mark(7)] }) }
  let requests = 0
  globalThis.fetch = async () => answers[requests++] ?? after
  const seen = []
  const leaving = new AbortController()
  const book = new MarkBook('/marks', 'p', () => seen.push('changed'), { signal: leaving.signal, retry: 1 })
  await book.load()
  assert.deepEqual([requests, seen], [3, ['changed']])
  globalThis.fetch = async () => ((requests += 1), leaving.abort(), { ok: false, status: 503 })
  await book.load()
  assert.equal(requests, 4)
})

test('a refusal is an answer: nothing is asked again', async () => {
  let requests = 0
  globalThis.fetch = async () => ((requests += 1), { ok: false, status: 404 })
  await new MarkBook('/marks', 'p', () => {}, { retry: 1 }).load()
  assert.equal(requests, 1)
})
