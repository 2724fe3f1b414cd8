/** The list of threads follows the text: one that was cut and pasted elsewhere is listed there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from '../../page.js'

const document = page('<main></main>')
const { arrangeThreads } = await import('../../../../platform/frontend/scripts/documents/comments/placing.js')

function listOf(...threads) {
  const articles = threads.map(
    ([id, at]) =>
      `<article class="comment-thread" data-thread="${id}" data-at="${at}"><textarea></textarea></article>`,
  )
  document.querySelector('main').innerHTML = `<div><p>Above</p>${articles.join('')}<p>Below</p></div>`
  return document.querySelector('main div')
}

const order = (list) => [...list.querySelectorAll('article')].map(({ dataset }) => dataset.thread).join()

test('threads stand in the order of the text, between what stood around them', () => {
  const list = listOf([1, 0], [2, 10], [3, 20])
  arrangeThreads(list, [
    { id: 2, from: 8 },
    { id: 1, from: 40 },
  ])
  assert.equal(order(list), '2,3,1')
  assert.equal(list.firstElementChild.textContent, 'Above')
  assert.equal(list.lastElementChild.textContent, 'Below')
})

test('one whose words are gone stays where it was among the others', () => {
  const list = listOf([1, 0], [2, 10], [3, 20])
  arrangeThreads(list, [
    { id: 1, from: 15 },
    { id: 3, from: 30 },
  ])
  assert.equal(order(list), '2,1,3')
})

test('the answer being written keeps the focus', () => {
  const list = listOf([1, 0], [2, 10])
  const field = list.querySelector('[data-thread="1"] textarea')
  field.focus()
  arrangeThreads(list, [{ id: 1, from: 99 }])
  assert.equal(order(list), '2,1')
  assert.equal(document.activeElement, field)
})

test('an empty list has nothing to arrange', () => arrangeThreads(listOf(), [{ id: 1, from: 0 }]))
