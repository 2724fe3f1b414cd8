/** The toolbar: its row, its menus, and what the keyboard does in both. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { edit } from '../editing.js'

const drafts = '../../../../../platform/frontend/scripts/documents/drafts'
const { Toolbar } = await import(`${drafts}/screen/toolbar.js`)
const { KeyboardEvent, MouseEvent } = document.defaultView

const NOW = { source: false, canUndo: false, canRedo: true }
let ran = []
let view = null
let toolbar = null

const tool = (name, more = {}) => ({ name, label: name, icon: 'M0 0', run: () => ran.push(name), ...more })

beforeEach(() => {
  ran = []
  view?.destroy()
  view = edit('Tekst|').view
  document.body.replaceChildren(view.dom)
  toolbar = new Toolbar({ view: () => view, acts: { undo: () => ran.push('undo') }, controls: 'page' })
  document.body.append(...toolbar.elements)
  toolbar.setExtras([
    tool('note', { menu: 'insert', group: 'insert', key: 'Mod-Shift-m', writes: true }),
    tool('table', { group: 'insert', pressed: () => true }),
    tool('find', { menu: 'more', group: 'text', reading: true, pressed: () => true }),
  ])
  toolbar.show(view.state, NOW)
})

const labels = (elements) => [...elements].map((one) => one.getAttribute('aria-label') ?? one.textContent)
const button = (label) =>
  [...toolbar.element.querySelectorAll('button')].find((one) => labels([one])[0].startsWith(label))
const press = (key) =>
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
const focused = () => labels([document.activeElement])[0]

test('the row has what everybody looks for, the menus have the rest with their keys', () => {
  const row = labels(toolbar.row.querySelectorAll('button'))
  assert.deepEqual(row.slice(0, 4), ['Undo (Ctrl+Z)', 'Redo (Ctrl+Y)', 'Bold (Ctrl+B)', 'Italic (Ctrl+I)'])
  assert.deepEqual(row.slice(-2), ['table', 'Insert'])
  assert.deepEqual(labels(toolbar.menus.insert.menu.querySelectorAll('button')), [
    'QuoteCtrl+Shift+9',
    'noteCtrl+Shift+M',
  ])
  assert.equal(button('table').getAttribute('aria-pressed'), 'true')
})

test('other tools take the place of those before', () => {
  toolbar.setExtras([])
  assert.equal(button('table'), undefined)
  assert.ok(button('Bold'))
})

test('one stop for Tab, arrows inside, round and round', () => {
  const stops = () => [...toolbar.element.querySelectorAll('[tabindex="0"]')]
  assert.equal(stops().length, 1)
  toolbar.focus()
  assert.equal(focused(), 'Undo (Ctrl+Z)')
  press('ArrowLeft')
  assert.equal(focused(), 'More')
  press('ArrowRight')
  press('End')
  press('ArrowLeft')
  assert.equal(focused(), 'Insert')
  assert.deepEqual(labels(stops()), ['Insert'])
})

test('what cannot be done now stays in its place and does nothing', () => {
  button('Undo').click()
  assert.equal(button('Undo').getAttribute('aria-disabled'), 'true')
  assert.deepEqual(ran, [])
})

test('the arrow opens a menu, arrows go through it, Escape goes back to its button', () => {
  button('Insert').focus()
  press('ArrowDown')
  assert.equal(button('Insert').getAttribute('aria-expanded'), 'true')
  assert.match(focused(), /^Quote/)
  press('ArrowDown')
  assert.match(focused(), /^note/)
  press('ArrowDown')
  assert.match(focused(), /^Quote/)
  press('End')
  assert.match(focused(), /^note/)
  press('Escape')
  assert.equal(focused(), 'Insert')
  assert.equal(toolbar.menus.insert.menu.hidden, true)
  assert.equal(button('Insert').getAttribute('aria-expanded'), 'false')
  press('ArrowUp')
  assert.match(focused(), /^note/)
})

test('an item acts and the menu closes; what writes leaves the focus in the text', () => {
  button('Insert').click()
  toolbar.menus.insert.menu.querySelectorAll('button')[1].click()
  assert.deepEqual(ran, ['note'])
  assert.equal(toolbar.menus.insert.menu.hidden, true)
  assert.equal(document.activeElement, view.contentDOM)
})

test('an item that does not write leaves it on the button of the menu', () => {
  button('More').click()
  const item = [...toolbar.menus.more.menu.querySelectorAll('button')].find(
    (one) => one.textContent === 'find',
  )
  assert.equal(item.getAttribute('role'), 'menuitemcheckbox')
  assert.equal(item.getAttribute('aria-checked'), 'true')
  item.click()
  assert.deepEqual(ran, ['find'])
  assert.equal(focused(), 'More')
})

test('a press elsewhere closes the menu, Tab closes it too', () => {
  button('More').click()
  document.body.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }))
  assert.equal(toolbar.menus.more.menu.hidden, true)
  button('More').click()
  press('Tab')
  assert.equal(toolbar.menus.more.menu.hidden, true)
  assert.equal(focused(), 'More')
})
