import assert from 'node:assert/strict'
import { test } from 'node:test'

globalThis.HTMLElement ??= class {}
globalThis.customElements ??= { define() {} }
globalThis.ngettext = (one, many, count) => (count === 1 ? one : many)
globalThis.interpolate = (words, [value]) => words.replace('%s', value)
globalThis.document ??= { querySelectorAll: () => [], querySelector: () => null, body: { dataset: {} } }

const { counted } = await import('../../../../platform/frontend/scripts/documents/imports/import-preview.js')

const part = (words, { keep = true, join = false } = {}) => ({
  dataset: { words: String(words) },
  querySelector: (selector) => ({ checked: selector.includes('keep') ? keep : join }),
})

test('ticked parts and their words are counted', () => {
  assert.equal(counted([part(10), part(5, { keep: false }), part(7)]), '2 parts will be made, 17 words')
})

test('joined parts are one', () => {
  assert.equal(counted([part(10), part(5, { join: true })]), '1 part will be made, 15 words')
})

test('the first part that is ticked has nothing to be joined with', () => {
  assert.equal(counted([part(10, { keep: false }), part(5, { join: true })]), '1 part will be made, 5 words')
})
