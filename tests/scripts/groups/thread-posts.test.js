/** The posts of a thread in the page: placed once, in order, whatever arrives first. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { answer, comeIntoView, postHtml, show, threadHtml, tick } from './page.js'

await import('../../../platform/frontend/scripts/groups/thread-posts.js')
await import('../../../platform/frontend/scripts/groups/typing-line.js')

beforeEach(() => answer())

const topic = () => document.querySelector('live-topic')
const thread = () => document.querySelector('thread-posts')
const pill = () => document.querySelector('.new-posts')
const numbers = () => [...thread().querySelectorAll('.post')].map((post) => Number(post.dataset.number))
const link = (direction) => thread().querySelector(`[data-load=${direction}]`)

async function live(kind, number, options = {}) {
  const { author = 3 } = options
  const detail = {
    data: { number, author },
    by: { id: author, name: 'Bob Łuczak' },
    html: postHtml(number, options),
  }
  topic().dispatchEvent(new CustomEvent(`live:${kind}`, { detail }))
  await tick()
}

async function sent(number) {
  const detail = { number, html: postHtml(number, { author: 7 }) }
  topic().dispatchEvent(new CustomEvent('reply:sent', { detail, bubbles: true }))
  await tick()
}

test('a new post comes last and is announced', async () => {
  show(threadHtml())
  await live('post.added', 4)
  assert.deepEqual(numbers(), [1, 2, 3, 4])
  assert.equal(document.querySelector('[data-announce]').textContent, 'New post · Bob Łuczak')
  assert.equal(pill().hidden, false)
  assert.equal(pill().textContent, '1 new post')
  assert.equal(pill().getAttribute('href'), '#post-4')
})

test('the same event twice is one post', async () => {
  show(threadHtml())
  await live('post.added', 4)
  await live('post.added', 4)
  assert.deepEqual(numbers(), [1, 2, 3, 4])
})

test('the own post stands once, whether the answer or the event comes first', async () => {
  show(threadHtml())
  await sent(4)
  await live('post.added', 4, { author: 7 })
  await live('post.added', 5, { author: 7 })
  await sent(5)
  assert.deepEqual(numbers(), [1, 2, 3, 4, 5])
  assert.equal(document.querySelector('[data-announce]').textContent, '')
})

test('an own post that overtakes others brings them along, and they are news', async () => {
  show(threadHtml({ read: 3 }))
  const requests = answer([200, postHtml(4) + postHtml(5) + postHtml(6, { author: 7 }), '4-6/6'])
  await sent(6)
  assert.equal(requests[0].url, '/threads/1/posts/?after=3&size=12')
  await live('post.added', 4)
  await live('post.added', 5)
  assert.deepEqual(numbers(), [1, 2, 3, 4, 5, 6])
  assert.equal(pill().textContent, '2 new posts')
  assert.equal(pill().getAttribute('href'), '#post-4')
})

test('without the posts before it an own post is not shown, and marks nothing as read', async () => {
  show(threadHtml({ read: 3 }))
  answer() // nothing comes
  await sent(7)
  assert.deepEqual(numbers(), [1, 2, 3])
  assert.equal(pill().textContent, 'Your post was added')
  assert.equal(pill().getAttribute('href'), '/threads/1/?at=7#post-7')
  assert.equal(link('later').querySelector('[data-count]').textContent, '4')
})

test('when too much was missed, the page says so until it is opened again, and skips nothing', async () => {
  show(threadHtml({ read: 3 }))
  const requests = answer([200, postHtml(4) + postHtml(5), '4-5/499'])
  topic().dispatchEvent(new CustomEvent('live:reload', { detail: {} }))
  await tick(5)
  assert.equal(requests.length, 1)
  await live('post.added', 500)
  assert.deepEqual(numbers(), [1, 2, 3, 4, 5])
  assert.match(pill().textContent, /moved on/)
  assert.equal(link('later').querySelector('[data-count]').textContent, '495')
})

test('an edit replaces the text, an old revision does not', async () => {
  show(threadHtml())
  await live('post.edited', 2, { revision: 3, text: 'Nowa' })
  await live('post.edited', 2, { revision: 2, text: 'Stara' })
  assert.equal(document.querySelector('#post-2 .prose').textContent, 'Nowa')
  assert.deepEqual(numbers(), [1, 2, 3])
})

test('the focus stays on the same link of an edited post', async () => {
  show(threadHtml())
  document.querySelector('#post-2 [data-quote]').focus()
  await live('post.edited', 2, { revision: 2 })
  assert.equal(document.activeElement, document.querySelector('#post-2 [data-quote]'))
})

test('an edit of a post that is not in the page changes nothing', async () => {
  show(threadHtml({ first: 10, last: 12 }))
  await live('post.edited', 2, { revision: 2 })
  assert.deepEqual(numbers(), [10, 11, 12])
})

test('in the middle of a thread a new post is only counted', async () => {
  show(threadHtml({ first: 10, last: 12, total: 40 }))
  await live('post.added', 41)
  assert.deepEqual(numbers(), [10, 11, 12])
  assert.equal(link('later').querySelector('[data-count]').textContent, '29')
  assert.equal(pill().getAttribute('href'), '/threads/1/?at=41#post-41')
})

test('later posts are loaded, and what happened meanwhile is not lost', async () => {
  show(threadHtml({ first: 1, last: 3, total: 5 }))
  const html = postHtml(4) + postHtml(5)
  const requests = answer([200, html, '4-5/5'], [200, postHtml(6), '6-6/6'])
  link('later').querySelector('a').click()
  await live('post.added', 6)
  await tick(5)
  assert.deepEqual(numbers(), [1, 2, 3, 4, 5, 6])
  assert.equal(requests[0].url, '/threads/1/posts/?after=3&size=12')
  assert.equal(link('later').hidden, true)
})

test('earlier posts come before, and their link says how many are left', async () => {
  show(threadHtml({ first: 60, last: 62 }))
  answer([200, postHtml(58) + postHtml(59), '58-59/62'])
  link('earlier').querySelector('a').click()
  await tick(5)
  assert.deepEqual(numbers(), [58, 59, 60, 61, 62])
  assert.equal(link('earlier').querySelector('[data-count]').textContent, '57')
  assert.equal(link('earlier').querySelector('a').getAttribute('href'), '?before=58#posts')
})

test('who reads on gets more at once, up to a limit', async () => {
  show(threadHtml({ first: 1, last: 100, total: 900 }))
  const requests = answer([200, postHtml(101), '101-500/900'], [200, postHtml(501), '501-900/900'])
  for (let turn = 0; turn < 2; turn++) {
    link('later').querySelector('a').click()
    await tick(5)
  }
  assert.deepEqual(
    requests.map(({ url }) => url),
    ['/threads/1/posts/?after=100&size=400', '/threads/1/posts/?after=500&size=500'],
  )
})

test('an answer of many posts puts each in its place, between those that are there', async () => {
  show(threadHtml({ first: 40, last: 42 }))
  const html = [38, 39, 40, 41].map((number) => postHtml(number)).join('')
  answer([200, html, '38-41/42'])
  link('earlier').querySelector('a').click()
  await tick(5)
  assert.deepEqual(numbers(), [38, 39, 40, 41, 42])
})

test('a failed loading says so and may be tried again', async () => {
  show(`<div id="messages"></div>${threadHtml({ first: 60, last: 62 })}`)
  answer([500, '<h1>'], [200, postHtml(59), '59-59/62'])
  link('earlier').querySelector('a').click()
  await tick(5)
  assert.match(document.querySelector('#messages').textContent, /went wrong/)
  link('earlier').querySelector('a').click()
  await tick(5)
  assert.deepEqual(numbers(), [59, 60, 61, 62])
})

test('posts seen to their end are marked as read, once and forward', async () => {
  show(threadHtml({ last: 5 }))
  const requests = answer([204, ''], [204, ''])
  for (const number of [2, 4, 3]) comeIntoView(document.querySelector(`#post-${number} .post-actions`))
  await tick(1050)
  assert.deepEqual(
    requests.map(({ url, fields }) => [url, fields.number]),
    [['/threads/1/read/', '4']],
  )
})

test('a mark that did not arrive is sent again with the next', async () => {
  show(threadHtml({ last: 5 }))
  const requests = answer([500, ''], [204, ''])
  comeIntoView(document.querySelector('#post-4 .post-actions'))
  await tick(1050)
  document.querySelector('#post-1 .post-actions').remove()
  window.dispatchEvent(new window.Event('pagehide'))
  await tick()
  assert.deepEqual(
    requests.map(({ fields }) => fields.number),
    ['4', '4'],
  )
})

test('the floating link goes when the new post was seen', async () => {
  show(threadHtml({ read: 3 }))
  await live('post.added', 4)
  comeIntoView(document.querySelector('#post-4 .post-actions'))
  assert.equal(pill().hidden, true)
})

test('closing a thread is shown at once', async () => {
  show(threadHtml())
  topic().dispatchEvent(new CustomEvent('live:thread.closed', { detail: {} }))
  assert.equal(thread().hasAttribute('data-closed'), true)
  topic().dispatchEvent(new CustomEvent('live:thread.reopened', { detail: {} }))
  assert.equal(thread().hasAttribute('data-closed'), false)
})

test('names of those who type come, without the own one, and go with the post', async () => {
  show(threadHtml())
  for (const [id, name] of [
    [3, 'Bob Łuczak'],
    [7, 'Alice Żak'],
  ]) {
    topic().dispatchEvent(new CustomEvent('live:typing', { detail: { who: { id, name } } }))
  }
  assert.equal(document.querySelector('typing-line').textContent, 'Typing: Bob Łuczak')
  await live('post.added', 4)
  assert.equal(document.querySelector('typing-line').textContent, '')
})
