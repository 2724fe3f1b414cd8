/** Who is in which chapter: faces beside the chapters, never one's own, also after the list was drawn anew. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { page } from '../../page.js'

const document = page(`
  <live-topic topic="document.3" data-for="parts-list"></live-topic>
  <div id="parts-list"></div>
  <main></main>`)
document.body.dataset.user = '1'
const { setInterval } = globalThis
globalThis.setInterval = (...given) => setInterval(...given).unref() // the tab's clock must not keep the test alive
globalThis.addEventListener = window.addEventListener.bind(window)
globalThis.interpolate = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name])
await import('../../../../platform/frontend/scripts/documents/structure/part-people.js')
const { live } = await import('../../../../platform/frontend/scripts/live/index.js')

const PARTS = '<li data-part="a">Cele</li><li data-part="b">Budżet</li>'
const bob = { id: 2, name: 'Bob Łuczak', initials: 'BŁ', places: ['a'] }
const topic = document.querySelector('live-topic')
const list = document.getElementById('parts-list')

function present(...people) {
  topic.dispatchEvent(new window.CustomEvent('live:presence', { detail: { people } }))
}

const said = (part) => list.querySelector(`[data-part=${part}] .visually-hidden`)?.textContent ?? ''

beforeEach(() => {
  list.innerHTML = PARTS
  document.querySelector('main').innerHTML = '<part-people part="a"></part-people>'
})

test('a face and a name stand beside the chapter that somebody has open', () => {
  present(bob)
  assert.equal(said('a'), ', here now: Bob Łuczak')
  assert.equal(said('b'), '')
})

test('whoever goes to another chapter is shown there and no longer here', () => {
  present(bob)
  present({ ...bob, places: ['b'] })
  assert.deepEqual([said('a'), said('b')], ['', ', here now: Bob Łuczak'])
  assert.equal(list.querySelectorAll('.presence').length, 1)
})

test("one's own face and people without a place are not shown", () => {
  present({ ...bob, id: 1 }, { id: 3, name: 'Olga Ćwik', initials: 'OĆ' })
  assert.equal(list.querySelector('.presence'), null)
})

test('a list drawn anew shows them again', async () => {
  present(bob)
  list.innerHTML = PARTS
  await new Promise((resolve) => setTimeout(resolve))
  assert.equal(said('a'), ', here now: Bob Łuczak')
})

test('the others are told where this tab is when the topic is heard', (t) => {
  const told = t.mock.method(live, 'place', () => {})
  topic.dispatchEvent(new window.CustomEvent('live:subscribed'))
  assert.deepEqual(
    told.mock.calls.map(({ arguments: given }) => given),
    [['document.3', 'a']],
  )
})

test('after it has gone it listens no more', () => {
  document.querySelector('part-people').remove()
  present(bob)
  assert.equal(said('a'), '')
})
