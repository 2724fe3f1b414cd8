import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { browser } from './browser.js'

const row = (number, state) =>
  `<li class="row" id="row-${number}" data-state="${state}"><a href="/consultations/plan/desk/?remark=${number}#chosen">${number}</a></li>`

const desk = (keep, newest = 'data-newest') => `<div id="messages"></div><live-topic>
  <remark-desk data-keep="${keep}" ${newest}><p><b data-answered>0</b><b data-remarks>1</b><progress></progress></p>
  <ul data-rows>${row(1, 'waiting')}</ul>
  <section class="desk-item" data-number="1"><div data-meanwhile></div><textarea>My reasons</textarea></section>
  </remark-desk></live-topic>`

const document = browser('')
document.body.dataset.user = '7'
await import('../../../../platform/frontend/scripts/documents/consultations/remark-desk.js')

const rows = () => [...document.querySelectorAll('.row')].map((element) => element.id)
const tell = (kind, data, state, by = null) => {
  const detail = { data, html: row(data.number, state), by }
  document.querySelector('live-topic').dispatchEvent(new CustomEvent(`live:${kind}`, { detail }))
}

beforeEach(() => {
  document.body.innerHTML = desk('')
})

test('a new remark comes first, once, and the counters follow', () => {
  tell('remark.added', { number: 2, remarks: 2, answered: 0 }, 'waiting')
  tell('remark.added', { number: 2, remarks: 2, answered: 0 }, 'waiting')
  assert.deepEqual(rows(), ['row-2', 'row-1'])
  assert.equal(document.querySelector('[data-remarks]').textContent, '2')
  assert.equal(document.querySelector('progress').max, 2)
})

test('its link keeps the filter of the page', () => {
  document.body.innerHTML = desk('&amp;state=waiting&amp;chapter=')
  tell('remark.added', { number: 2, remarks: 2, answered: 0 }, 'waiting')
  const link = document.querySelector('#row-2 a').getAttribute('href')
  assert.equal(link, '/consultations/plan/desk/?remark=2&state=waiting&chapter=#chosen')
})

for (const [keep, newest] of [
  ['&amp;chapter=2', 'data-newest'],
  ['&amp;state=accepted', 'data-newest'],
  ['&amp;page=2', ''],
]) {
  test(`where it does not belong (${keep}) it is said instead`, () => {
    document.body.innerHTML = desk(keep, newest)
    tell('remark.added', { number: 2, remarks: 2, answered: 0 }, 'waiting')
    assert.deepEqual(rows(), ['row-1'])
    assert.match(document.querySelector('.message').textContent, /New remark: 2/)
  })
}

test("another person's answer is told beside the text that is being typed", () => {
  tell('remark.answered', { number: 1, remarks: 1, answered: 1 }, 'noted', { id: 8, name: 'Anna <b>' })
  assert.equal(document.querySelector('#row-1').dataset.state, 'noted')
  assert.match(document.querySelector('[data-meanwhile]').textContent, /Anna <b>/)
  assert.equal(document.querySelector('textarea').value, 'My reasons')
})

test('my own answer is no news', () => {
  tell('remark.answered', { number: 1, remarks: 1, answered: 1 }, 'noted', { id: 7, name: 'Me' })
  assert.equal(document.querySelector('[data-meanwhile]').textContent, '')
})

test('the focus stays on a row that was replaced', () => {
  document.querySelector('#row-1 a').focus()
  tell('remark.answered', { number: 1, remarks: 1, answered: 1 }, 'noted', { id: 8, name: 'Anna' })
  assert.equal(document.activeElement.textContent, '1')
})
