/** Texts come back after a crash, go when the server took them, and never replace what the server sent. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { show, tick } from '../groups/page.js'

const FORM = (attributes = '', body = '', extra = '') =>
  `<form data-keep="/a/" ${attributes}>${extra}<input type="hidden" name="key" value="new">
   <textarea name="body">${body}</textarea><p data-save-state></p></form>`
const MODULE = '../../../platform/frontend/scripts/elements/kept-form.js'

let loads = 0

/** The module looks at the page when it loads, as after opening the tab again. */
async function open(html, saved = { body: 'Pisałem godzinę', key: 'old' }, sent = false) {
  localStorage.clear()
  if (saved) localStorage.setItem('kept:7:/a/', JSON.stringify({ at: Date.now(), fields: saved, sent }))
  show(html)
  await import(`${MODULE}?${(loads += 1)}`)
  return document.querySelector('form')
}

const kept = () => JSON.parse(localStorage.getItem('kept:7:/a/'))?.fields

async function type(form, text) {
  form.elements.body.value = text
  form.elements.body.dispatchEvent(new Event('input', { bubbles: true }))
  await tick(450)
}

test('the text is back, with the key of its form', async () => {
  const form = await open(FORM())
  assert.deepEqual([form.elements.body.value, form.elements.key.value], ['Pisałem godzinę', 'old'])
  assert.equal(form.querySelector('[data-save-state]').textContent, 'Your unsent text is back.')
})

test('without a kept text the form is untouched', async () => {
  const form = await open(FORM(), null)
  assert.deepEqual([form.elements.body.value, form.querySelector('p').textContent], ['', ''])
})

test('a form that came back with errors keeps what the server sent', async () => {
  const form = await open(FORM('', 'Nowsze', '<ul class="errors"></ul>'))
  assert.equal(form.elements.body.value, 'Nowsze')
})

test('a quotation that the server filled in comes below the kept text', async () => {
  const form = await open(FORM('data-filled', '> **Bob**:\n> a'))
  assert.equal(form.elements.body.value, 'Pisałem godzinę\n\n> **Bob**:\n> a')
})

test('a line that a colleague answered meanwhile replaces nothing of a long text', async () => {
  const revision = '<input type="hidden" name="revision" value="1">'
  const saved = { body: 'Pisałem godzinę.\n\nDrugi akapit.', revision: '10' }
  const form = await open(FORM('data-filled', 'Uwzględniono.', revision), saved)
  assert.equal(form.elements.body.value, 'Pisałem godzinę.\n\nDrugi akapit.\n\nUwzględniono.')
  assert.equal(form.elements.revision.value, '1') // of the answer that stands there now
})

test('a choice and a line of text are those that were kept', async () => {
  const more = '<select name="a"><option>1<option>2</select><input name="title" value="Stary">'
  const form = await open(FORM('data-filled', '', more), { a: '2', title: 'Nowy' })
  assert.deepEqual([form.elements.a.value, form.elements.title.value], ['2', 'Nowy'])
})

test('a text that waited on the server too is not doubled', async () => {
  const form = await open(FORM('data-filled', 'Pisałem godzinę'))
  assert.equal(form.elements.body.value, 'Pisałem godzinę')
})

test('what the server accepted is forgotten', async () => {
  document.cookie = 'accepted="/a/"; path=/'
  const form = await open(FORM(), undefined, true)
  assert.equal(form.elements.body.value, '')
  assert.equal(localStorage.getItem('kept:7:/a/'), null)
  assert.doesNotMatch(document.cookie, /accepted=./)
})

test('what another tab wrote since it was sent is not forgotten with it', async () => {
  document.cookie = 'accepted="/a/"; path=/'
  const form = await open(FORM(), { body: 'Drugi tekst' })
  assert.equal(form.elements.body.value, 'Drugi tekst')
  assert.equal(kept().body, 'Drugi tekst')
})

test('a form that is being sent is forgotten, one that is written on is not', async () => {
  const form = await open(FORM(), null)
  const { forget } = await import(`${MODULE}?${loads}`)
  form.elements.body.value = 'Zgoda'
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  forget(form)
  assert.equal(kept(), undefined)
  await type(form, 'Następny')
  forget(form)
  assert.equal(kept().body, 'Następny')
})

test('a text that goes with one of another tab is kept again, its own copy is not', async () => {
  const form = await open(FORM(), null)
  await type(form, 'Tekst tej karty')
  const mine = localStorage.getItem('kept:7:/a/')
  const theirs = JSON.stringify({ at: Date.now(), fields: { body: 'Tekst karty A' } })
  for (const [oldValue, body] of [
    [mine, undefined],
    [theirs, 'Tekst tej karty'],
  ]) {
    localStorage.clear()
    window.dispatchEvent(new window.StorageEvent('storage', { key: 'kept:7:/a/', oldValue, newValue: null }))
    assert.equal(kept()?.body, body)
  }
})

test('a text of another month is let go, a broken one ignored', async () => {
  for (const entry of [JSON.stringify({ at: 0, fields: { body: 'Stare' } }), '{']) {
    localStorage.clear()
    localStorage.setItem('kept:7:/a/', entry)
    show(FORM())
    await import(`${MODULE}?${(loads += 1)}`)
    assert.equal(document.querySelector('textarea').value, '')
  }
})
