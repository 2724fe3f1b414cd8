/** Features whose work is a module of its own: it comes by need, and nothing is lost when it cannot be had. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StateField } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import '../editing.js'
import { pause } from '../browser.js'

const drafts = '../../../../../platform/frontend/scripts/documents/drafts'
const { late } = await import(`${drafts}/features/late.js`)
const { plugIn } = await import(`${drafts}/features/plug.js`)

const mark = StateField.define({ create: () => 'here', update: (value) => value })

/** `{view, tool, plugged, counts}` of an editor with one late feature. */
function opened(load, more = {}) {
  const ran = []
  const feature = late({
    load: () => load(() => ({ extensions: mark, acts: { note: () => ran.push('note') }, element: words() })),
    describe: () => ({
      tools: [{ name: 'note', label: 'Note', icon: '' }],
      panel: { name: 'notes', label: 'Notes' },
    }),
    ...more,
  })
  const host = { view: () => editor }
  const plugged = plugIn([feature], host)
  let editor = null
  const show = () => (editor = new EditorView({ extensions: plugged.extensions }))
  return { feature, plugged, ran, show, tool: plugged.tools.flat()[0], host }
}

function words() {
  const element = document.createElement('p')
  element.textContent = 'Notes are here'
  return element
}

test('the button is there at once and brings the work with it', async () => {
  const { plugged, tool, ran, show } = opened(async (made) => made)
  const view = show()
  assert.equal(view.state.field(mark, false), undefined)
  await tool.run(view)
  assert.deepEqual(ran, ['note'])
  assert.equal(view.state.field(mark), 'here')
  assert.match(plugged.panels[0].element.textContent, /Notes are here/)
})

test('once it is there a button acts at once, between two letters', async () => {
  const { plugged, tool, ran, show } = opened(async (made) => made)
  const view = show()
  plugged.shown()
  await pause(20)
  tool.run(view)
  assert.deepEqual(ran, ['note'])
})

test('what the text cannot be shown without comes before it, the rest does not hold it up', async () => {
  const { plugged, show } = opened(async (made) => made, { needed: (text) => text.includes('|') })
  let drawn = 0
  plugged.ready('Tekst', () => (drawn += 1))
  assert.equal(drawn, 1)
  plugged.ready('| a |', () => (drawn += 1))
  assert.equal(drawn, 1)
  await pause(0)
  assert.equal(drawn, 2)
  assert.equal(show().state.field(mark), 'here')
})

test('the next text has at once what came for the first one', async () => {
  const { feature, tool, show, host } = opened(async (made) => made)
  await tool.run(show())
  const next = new EditorView({ extensions: plugIn([feature], { ...host, view: () => null }).extensions })
  assert.equal(next.state.field(mark), 'here')
})

test('a button without a network says so, and works when there is one again', async () => {
  let online = false
  const { ran, tool, show, plugged } = opened(async (made) => {
    if (!online) throw new TypeError('Failed to fetch')
    return made
  })
  document.body.innerHTML = '<div id="messages"></div>'
  const view = show()
  await tool.run(view)
  assert.match(document.body.textContent, /could not be loaded/)
  assert.deepEqual(ran, [])
  online = true
  await tool.run(view)
  assert.deepEqual(ran, ['note'])
  plugged.destroy()
})

test('what comes after the end is not begun', async () => {
  const { plugged, tool, ran, show } = opened(async (made) => made)
  const view = show()
  plugged.destroy()
  await tool.run(view)
  assert.deepEqual(ran, [])
  assert.equal(view.state.field(mark, false), undefined)
})
