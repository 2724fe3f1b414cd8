/** How much was read, and where one is in the contents, from where the text stands in the window. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { page } from '../../page.js'

const WINDOW = 600
const document = page(`
  <nav class="contents"><a href="#one">1</a><a href="#two">2</a><a href="#gone">3</a></nav>
  <main></main>
  <div data-reading><h2 id="one"></h2><h2 id="two"></h2></div>`)
globalThis.innerHeight = WINDOW
globalThis.requestAnimationFrame = (act) => (act(), 1)
globalThis.cancelAnimationFrame = () => {}
await import('../../../../platform/frontend/scripts/documents/reading/reading-progress.js')

const [text, one, two] = document.querySelectorAll('[data-reading], h2')
let top = 0
// jsdom lays nothing out: a text of 3000 units, its chapters at 0 and 2000.
for (const [element, at, height] of [
  [text, 0, 3000],
  [one, 0, 40],
  [two, 2000, 40],
])
  element.getBoundingClientRect = () => ({ top: top + at, height })

function scrollTo(place) {
  top = -place
  window.dispatchEvent(new window.Event('scroll'))
}

const words = () => document.querySelector('reading-progress .numbers').textContent
const current = () => [...document.querySelectorAll('[aria-current]')].map(({ hash }) => hash)

beforeEach(() => {
  top = 0
  document.querySelector('main').innerHTML = '<reading-progress></reading-progress>'
})

test('at the beginning the first window is read', () => {
  assert.equal(words(), 'Read: 20%')
  assert.equal(document.querySelector('progress').value, 20)
  assert.deepEqual(current(), ['#one'])
})

test('the chapter whose heading has passed the upper third is where one is', () => {
  scrollTo(1700)
  assert.deepEqual(current(), ['#one'])
  scrollTo(1900)
  assert.deepEqual(current(), ['#two'])
  assert.equal(document.querySelector('[aria-current]').getAttribute('aria-current'), 'location')
})

test('the end is said in words, and more than all is never read', () => {
  scrollTo(2400)
  assert.equal(words(), 'Read to the end')
  scrollTo(9000)
  assert.equal(document.querySelector('progress').value, 100)
})

test('above the text nothing is read yet', () => {
  scrollTo(-1000)
  assert.equal(words(), 'Read: 0%')
  assert.deepEqual(current(), [])
})

test('a bar that was taken away measures no more', () => {
  const bar = document.querySelector('reading-progress')
  bar.remove()
  scrollTo(2400)
  assert.equal(bar.querySelector('.numbers').textContent, 'Read: 20%')
})
