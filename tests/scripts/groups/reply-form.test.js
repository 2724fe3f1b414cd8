/** The reply form: nothing typed is ever lost, whatever the server says or does not say. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { answer, show, threadHtml, tick } from './page.js'

await import('../../../platform/frontend/scripts/elements/text-composer.js')
const { forget } = await import('../../../platform/frontend/scripts/elements/kept-form.js')
await import('../../../platform/frontend/scripts/groups/reply-form.js')

const URL = '/threads/1/replies/'
const FORM = `<p class="notice thread-closed" hidden></p><reply-form data-sign-in="/accounts/login/">
  <form action="${URL}" data-keep="${URL}" method="post">
  <div data-form-error role="alert" hidden><div></div></div>
  <input type="hidden" name="reply_to" value=""><input type="hidden" name="key" value="k1">
  <input type="hidden" name="seen" value="3">
  <p class="replying-to" hidden><span data-replying></span><a href="#" data-reply-cancel>Cancel</a></p>
  <text-composer data-preview-url="/preview/"><textarea name="body"></textarea>
  <div data-preview hidden></div><button type="button" data-view="preview">Preview</button>
  <button type="submit">Post</button></text-composer></form></reply-form>`

const form = () => document.querySelector('form')
const area = () => form().elements.body
const error = () => form().querySelector('[data-form-error]')
const saved = () => JSON.parse(localStorage.getItem(`kept:7:${URL}`))?.fields ?? null

beforeEach(() => {
  localStorage.clear()
  show(threadHtml({ form: FORM }))
})

async function type(text) {
  area().value = text
  area().dispatchEvent(new Event('input', { bubbles: true }))
  await tick(450)
}

async function submit() {
  form().dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await tick(5)
}

test('what is typed is kept for this person and this form', async () => {
  await type('Pisałem godzinę')
  assert.equal(saved().body, 'Pisałem godzinę')
  await type('')
  assert.equal(saved(), null)
})

test('an accepted post empties the form and forgets the text', async () => {
  const events = []
  document
    .querySelector('live-topic')
    .addEventListener('reply:sent', ({ detail }) => events.push(detail.number))
  const requests = answer([201, { number: 4, html: '', url: '' }])
  await type('Zgoda')
  await submit()
  assert.deepEqual(
    [requests[0].url.endsWith(URL), requests[0].fields.body, requests[0].fields.key],
    [true, 'Zgoda', 'k1'],
  )
  assert.deepEqual([area().value, saved(), events], ['', null, [4]])
  assert.match(form().elements.key.value, /^[0-9a-f]{32}$/)
})

for (const [name, reply, said] of [
  ['without a connection', undefined, /cannot be reached.*kept here/],
  ['after a server error', [500, '<h1>'], /went wrong.*kept here/],
  ['without the right any more', [403, '<h1>'], /not do this.*kept here/],
  ['refused by the form', [400, { errors: ['Za długi.'] }], /^Za długi\.$/],
]) {
  test(`the text stays ${name}`, async () => {
    answer(...(reply ? [reply] : []))
    await type('Pisałem godzinę')
    await submit()
    assert.deepEqual(
      [area().value, saved().body, error().hidden],
      ['Pisałem godzinę', 'Pisałem godzinę', false],
    )
    assert.match(error().textContent.trim(), said)
    assert.equal(area().readOnly, false)
    assert.equal(form().elements.key.value, 'k1') // sent again, it is the same post
  })
}

test('an expired login offers to sign in and come back', async () => {
  answer([401, { errors: ['Signed out.'] }])
  await type('Zgoda')
  await submit()
  assert.equal(
    error().querySelector('a').getAttribute('href'),
    '/accounts/login/?next=%2Fthreads%2F1%2F%23reply',
  )
})

test('a second click while sending is no second post', async () => {
  const requests = answer([201, { number: 4, html: '' }], [201, { number: 5, html: '' }])
  await type('Zgoda')
  await Promise.all([submit(), submit()])
  assert.equal(requests.length, 1)
})

test('answering a post moves the form below it and names it', async () => {
  await type('Już piszę')
  document.querySelector('#post-2 [data-reply]').click()
  assert.equal(document.querySelector('#post-2').nextElementSibling.localName, 'reply-form')
  assert.equal(form().elements.reply_to.value, '102')
  assert.equal(form().querySelector('[data-replying]').textContent, 'In reply to #2, Bob Łuczak')
  assert.equal(area().value, 'Już piszę')
  form().querySelector('[data-reply-cancel]').click()
  assert.equal(form().elements.reply_to.value, '')
  assert.equal(document.querySelector('thread-posts reply-form'), null)
  assert.equal(area().value, 'Już piszę')
})

test('quoting puts the whole post below what is already typed', async () => {
  answer([200, '> **Bob Łuczak**, #2:\n>\n> Wpis 2\n\n'])
  await type('Moje zdanie')
  document.querySelector('#post-2 [data-quote]').click()
  await tick(5)
  assert.equal(area().value, 'Moje zdanie\n\n> **Bob Łuczak**, #2:\n>\n> Wpis 2\n\n')
  assert.equal(saved().body, area().value)
})

test('quoting selected words takes only them', async () => {
  const words = document.querySelector('#post-2 .prose').firstChild
  getSelection().setBaseAndExtent(words, 0, words, 4)
  document.querySelector('#post-2 [data-quote]').click()
  await tick(5)
  assert.equal(area().value, '> **Bob Łuczak**, #2:\n>\n> Wpis\n\n')
})

test('a thread closed while somebody writes leaves the text in sight', async () => {
  const close = () =>
    document.querySelector('live-topic').dispatchEvent(new CustomEvent('live:thread.closed'))
  close()
  assert.equal(document.querySelector('reply-form').hidden, true)
  assert.equal(document.querySelector('.thread-closed').hidden, false)
  show(threadHtml({ form: FORM }))
  await type('W połowie zdania')
  close()
  assert.equal(document.querySelector('reply-form').hidden, false)
})

test('the preview shows what the server renders, or why it cannot', async () => {
  answer([200, { html: '<p><strong>Zgoda</strong></p>' }], [400, { errors: ['Za długi.'] }])
  const preview = document.querySelector('[data-preview]')
  document.querySelector('[data-view=preview]').click()
  await tick(5)
  assert.deepEqual(
    [preview.innerHTML, preview.hidden, area().hidden],
    ['<p><strong>Zgoda</strong></p>', false, true],
  )
  document.querySelector('[data-view=preview]').click()
  await tick(5)
  assert.equal(preview.textContent, 'Za długi.')
})

test('forgetting a form twice is no error', () => {
  forget(form())
  forget(form())
  assert.equal(saved(), null)
})
