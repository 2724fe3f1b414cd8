import assert from 'node:assert/strict'
import { test } from 'node:test'

globalThis.gettext = (text) => text
globalThis.interpolate = (text, values) => values.reduce((said, value) => said.replace('%s', value), text)
const { tellOf } = await import('../../../platform/frontend/scripts/documents/structure/news.js')

test('whoever writes in a divided chapter is shown where the rest went', () => {
  const data = { part: 'a', new: 'b', new_title: 'Cele' }
  assert.deepEqual(
    [tellOf('a', 'part.split', data).href, tellOf('a', 'part.split', data).name],
    ['/parts/b/edit/', 'Cele'],
  )
  assert.equal(tellOf('b', 'part.split', data), null)
})

test('whoever writes in a joined chapter is sent to the one that has its text', () => {
  const data = { part: 'a', title: 'Diagnoza', other: 'b', other_title: 'Cele' }
  assert.equal(tellOf('b', 'part.joined', data).href, '/parts/a/edit/')
  assert.match(tellOf('a', 'part.joined', data).words, /Cele/)
  assert.equal(tellOf('c', 'part.joined', data), null)
})

test('other chapters and other events say nothing', () => {
  assert.equal(tellOf('a', 'part.removed', { part: 'b' }), null)
  assert.equal(tellOf('a', 'draft.edited', { part: 'a' }), null)
  assert.deepEqual(tellOf('a', 'part.renamed', { part: 'a', title: 'Nowy' }), { title: 'Nowy' })
})
