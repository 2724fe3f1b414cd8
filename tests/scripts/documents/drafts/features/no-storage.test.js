/** Where the browser forbids its storage, or where that is full, the editor's choices hold until the page is left. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import '../editing.js'

const scripts = '../../../../../platform/frontend/scripts'
const refuse = () => {
  throw new Error('SecurityError')
}
const forbidden = { getItem: refuse, setItem: refuse, removeItem: refuse }
const full = { getItem: () => null, setItem: refuse, removeItem() {} }
globalThis.localStorage = forbidden

const { SidePanel } = await import(`${scripts}/documents/drafts/screen/side-panel.js`)
const { typography } = await import(`${scripts}/documents/drafts/features/typography/index.js`)
const { views } = await import(`${scripts}/documents/drafts/features/views/index.js`)
const { drop, recall, remember } = await import(`${scripts}/storage.js`)

for (const [name, storage] of Object.entries({ forbidden, full })) {
  test(`panels open and close: ${name}`, () => {
    globalThis.localStorage = storage
    const side = new SidePanel({ back() {}, changed() {} })
    const element = document.createElement('div')
    side.setPanels([{ name: 'talk', label: 'Talk', icon: '', element }])
    side.open('talk')
    assert.equal(side.opened, 'talk')
    side.close()
    assert.equal(side.opened, null)
  })

  test(`views and typography are turned on and off: ${name}`, () => {
    globalThis.localStorage = storage
    const element = document.createElement('div')
    const host = { element, language: 'pl', announce() {}, view: () => null, source: () => false }
    const made = views(host)
    made.tools[0].run()
    assert.equal(element.dataset.view, 'full')
    made.tools[0].run()
    assert.equal(element.dataset.view, undefined)
    const spaces = typography(host).tools.find((tool) => tool.name === 'spaces')
    spaces.run()
    assert.equal(spaces.pressed(), false)
    spaces.run()
    assert.equal(spaces.pressed(), true)
  })

  test(`a value is remembered until the page is left: ${name}`, () => {
    globalThis.localStorage = storage
    assert.equal(remember('k', 'v'), false)
    assert.equal(recall('k'), 'v')
    drop('k')
    assert.equal(recall('k'), null)
  })
}

test('what could be kept at last replaces what could not', () => {
  const kept = new Map()
  globalThis.localStorage = full
  remember('k', 'old')
  globalThis.localStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  }
  assert.equal(remember('k', 'new'), true)
  assert.deepEqual([recall('k'), kept.get('k')], ['new', 'new'])
})
