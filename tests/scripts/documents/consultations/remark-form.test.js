import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { browser, wait } from './browser.js'

const FORM = `<remark-form><form action="/consultations/plan/remarks/" method="post">
  <strong data-place>Whole</strong><button type="button" data-whole hidden>whole</button>
  <input type="hidden" name="block"><input type="hidden" name="start"><input type="hidden" name="end_block"><input type="hidden" name="end">
  <textarea name="present_wording"></textarea><textarea name="proposed_wording"></textarea><textarea name="reason"></textarea>
  <input type="radio" name="submitter" value="person" checked><input type="radio" name="submitter" value="body">
  <input name="name"><input name="email"><button type="submit">Send</button><p data-save-state></p>
</form></remark-form>`
const ONE = { block: 'c1-p1', start: 0, endBlock: 'c1-p1', end: 7, text: 'Godność' }
const TWO = { block: 'c2-p1', start: 0, endBlock: 'c2-p1', end: 4, text: 'Łódź' }

const document = browser('')
await import('../../../../platform/frontend/scripts/documents/consultations/remark-form.js')

let form
const field = (name) => document.querySelector('form').elements.namedItem(name)
const state = () => document.querySelector('[data-save-state]')
const answer = (status, data) => {
  globalThis.fetch = async () => ({
    ok: status < 300,
    status,
    headers: { get: () => 'application/json' },
    json: async () => data,
  })
}

function open() {
  document.body.innerHTML = FORM
  form = document.querySelector('remark-form')
}

async function submit() {
  document.querySelector('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await wait(20)
}

function type(name, text) {
  field(name).value = text
  field(name).dispatchEvent(new Event('input', { bubbles: true }))
}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  delete document.body.dataset.user
  open()
})

test('a passage fills in the place, the offsets and the present wording', () => {
  form.take(ONE, 'Diagnoza')
  const sent = ['block', 'start', 'end_block', 'end', 'present_wording'].map((name) => field(name).value)
  assert.deepEqual(sent, ['c1-p1', '0', 'c1-p1', '7', 'Godność'])
  assert.equal(document.querySelector('[data-place]').textContent, 'Diagnoza')
  assert.equal(document.querySelector('[data-whole]').hidden, false)
})

test('words typed before a passage was chosen come along', () => {
  type('reason', 'Bo tak')
  form.take(ONE, 'Diagnoza')
  assert.equal(field('reason').value, 'Bo tak')
})

test('each passage keeps its own words', () => {
  form.take(ONE, 'Diagnoza')
  type('reason', 'Pierwszy')
  form.take(TWO, 'Cele')
  assert.equal(field('reason').value, '')
  type('reason', 'Drugi')
  form.take(ONE, 'Diagnoza')
  assert.equal(field('reason').value, 'Pierwszy')
})

test('after the page was left the last words are back with their passage', async () => {
  form.take(ONE, 'Diagnoza')
  type('proposed_wording', 'Nowa godność 😀')
  type('name', 'Zofia')
  await wait(350)
  open()
  const names = ['proposed_wording', 'name', 'block', 'end', 'present_wording']
  assert.deepEqual(
    names.map((name) => field(name).value),
    ['Nowa godność 😀', 'Zofia', 'c1-p1', '7', 'Godność'],
  )
  assert.equal(document.querySelector('[data-place]').textContent, 'Diagnoza')
})

test('a refused form is replaced by the one with errors, and stays kept', async () => {
  form.take(ONE, 'Diagnoza')
  type('reason', 'Bo tak')
  const html = FORM.replace('<form ', '<form data-again ').replace(
    '<strong',
    '<div class="error-summary" tabindex="-1">!</div><strong',
  )
  answer(400, { errors: ['!'], html })
  await submit()
  assert.ok(document.querySelector('[data-again]'))
  assert.equal(document.activeElement.className, 'error-summary')
  open()
  assert.equal(field('reason').value, 'Bo tak')
})

test('a lost connection and a closed consultation leave everything in place', async () => {
  form.take(ONE, 'Diagnoza')
  type('reason', 'Bo tak')
  globalThis.fetch = async () => {
    throw new TypeError('network')
  }
  await submit()
  assert.equal(state().dataset.state, 'error')
  answer(409, { errors: ['Closed'] })
  await submit()
  assert.equal(state().textContent, 'Closed')
  assert.equal(field('reason').value, 'Bo tak')
  assert.equal(document.querySelector('[type=submit]').disabled, false)
})

test('once accepted, nothing of it is kept', async () => {
  form.take(ONE, 'Diagnoza')
  type('reason', 'Bo tak')
  answer(201, { url: '#receipt', number: 1 })
  await submit()
  assert.equal(location.hash, '#receipt')
  assert.equal(localStorage.length + sessionStorage.length, 0)
})

test("a visitor's words, name and address go with the tab", () => {
  form.take(ONE, 'Diagnoza')
  type('reason', 'Bo tak')
  type('email', 'zofia@example.org')
  window.dispatchEvent(new Event('pagehide'))
  assert.equal(localStorage.length, 0)
  open()
  assert.equal(field('email').value, 'zofia@example.org')
  sessionStorage.clear()
  open()
  assert.deepEqual(
    ['reason', 'name', 'email'].map((name) => field(name).value),
    ['', '', ''],
  )
})

test("a person's own words stay in the browser when the tab is closed", () => {
  document.body.dataset.user = '7'
  form.take(ONE, 'Diagnoza')
  type('reason', 'Bo tak')
  window.dispatchEvent(new Event('pagehide'))
  assert.equal(sessionStorage.length, 0)
  open()
  assert.equal(field('reason').value, 'Bo tak')
})

test('what earlier visitors left in the browser is cleared, and nothing of persons', async () => {
  localStorage.setItem('kept:visitor:/consultations/plan/remarks/#', '{}')
  localStorage.setItem('kept:7:/threads/1/replies/', '{}')
  await import('../../../../platform/frontend/scripts/elements/composer/store.js?again')
  assert.deepEqual(Object.keys(localStorage), ['kept:7:/threads/1/replies/'])
})
