/** Features plug into the editor: their keys, their tools in the toolbar, their panels beside the sheet. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { EditorState } from '@codemirror/state'
import { EditorView, runScopeHandlers } from '@codemirror/view'
import '../editing.js'

const drafts = '../../../../../platform/frontend/scripts/documents/drafts'
const { plugIn } = await import(`${drafts}/features/plug.js`)
const { SidePanel } = await import(`${drafts}/screen/side-panel.js`)

const { window } = document.defaultView ? { window: document.defaultView } : globalThis
globalThis.localStorage ??= memory()

beforeEach(() => localStorage.clear())

test('a tool works by its key, but not for who may only read', () => {
  const runs = []
  const feature = () => ({
    tools: [{ name: 'x', label: 'X', icon: '', key: 'Mod-Shift-y', run: () => runs.push(1) }],
  })
  for (const readOnly of [false, true]) {
    const view = new EditorView({
      state: EditorState.create({
        extensions: [plugIn([feature], {}).extensions, EditorState.readOnly.of(readOnly)],
      }),
    })
    press(view, { key: 'Y', code: 'KeyY', keyCode: 89, ctrlKey: true, shiftKey: true })
    view.destroy()
  }
  assert.deepEqual(runs, [1])
})

test('features that end are told so, and those with nothing to give are no trouble', () => {
  let ended = 0
  const plugged = plugIn([() => ({}), () => ({ destroy: () => (ended += 1) })], {})
  plugged.destroy()
  assert.equal(ended, 1)
  assert.deepEqual([plugged.tools, plugged.panels, plugged.help], [[], [], []])
})

test('one panel is open at a time, its tab is chosen, Escape goes back to the text', () => {
  const went = []
  const side = new SidePanel({ back: () => went.push('text'), changed: () => {} })
  document.body.append(side.element)
  side.setPanels([panel('talk'), panel('past')])
  assert.equal(side.element.hidden, true)
  side.open('past')
  assert.equal(side.element.hidden, false)
  assert.deepEqual(chosen(side), ['past'])
  assert.equal(document.activeElement.textContent, 'past')
  side.element.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'Escape' }))
  assert.equal(side.element.hidden, true)
  assert.deepEqual(went, ['text'])
})

test('arrows go from tab to tab, and what was open is open in the next text', () => {
  const side = new SidePanel({ back() {}, changed() {} })
  document.body.append(side.element)
  side.setPanels([panel('talk'), panel('past')])
  side.open('talk')
  const key = new window.KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true })
  document.activeElement.dispatchEvent(key)
  assert.deepEqual(chosen(side), ['past'])
  side.setPanels([panel('talk'), panel('past')])
  assert.deepEqual(chosen(side), ['past'])
})

test('the button of a panel opens it and closes it again', () => {
  const side = new SidePanel({ back() {}, changed() {} })
  side.setPanels([panel('talk')])
  const [tool] = side.tools()
  tool.run()
  assert.equal(tool.pressed(), true)
  tool.run()
  assert.equal(tool.pressed(), false)
})

test('a panel that a tool of its own opens has no button', () => {
  const side = new SidePanel({ back() {}, changed() {} })
  side.setPanels([{ ...panel('talk'), button: false }, panel('past')])
  assert.deepEqual(
    side.tools().map(({ name }) => name),
    ['panel-past'],
  )
})

test('the same words are said again', () => {
  const side = new SidePanel({ back() {}, changed() {} })
  side.announce('Wstawiono')
  const first = side.said.textContent
  side.announce('Wstawiono')
  assert.notEqual(side.said.textContent, first)
  assert.equal(side.said.textContent.trim(), 'Wstawiono')
})

function panel(name) {
  return { name, label: name, icon: 'M0 0', element: document.createElement('p') }
}

function chosen(side) {
  return [...side.element.querySelectorAll('[aria-selected="true"]')].map(({ textContent }) => textContent)
}

function press(view, init) {
  runScopeHandlers(view, new window.KeyboardEvent('keydown', init), 'editor')
}

function memory() {
  const kept = new Map()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
    clear: () => kept.clear(),
  }
}
