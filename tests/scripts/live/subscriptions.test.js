import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Subscriptions } from '../../../platform/frontend/scripts/live/subscriptions.js'

const event = (seq, topic = 't') => ({ type: 'event', topic, seq })

function listening(...seqs) {
  const subscriptions = new Subscriptions()
  const heard = seqs.map(() => [])
  seqs.forEach((seq, index) => {
    subscriptions.add('t', seq, ({ type, seq }) => heard[index].push(type === 'event' ? seq : type))
  })
  return { subscriptions, heard }
}

test('each event reaches a listener once, in order', () => {
  const { subscriptions, heard } = listening(3)
  ;[4, 4, 5, 3, 5, 6].forEach((seq) => assert.equal(subscriptions.take(event(seq)), true))
  assert.deepEqual(heard, [[4, 5, 6]])
})

test('a gap is noticed and nothing after it is handed on', () => {
  const { subscriptions, heard } = listening(3)
  assert.equal(subscriptions.take(event(5)), false)
  assert.deepEqual(heard, [[]])
  assert.deepEqual(subscriptions.ask(), { t: 3 })
})

test('two listeners of one topic each hear what they missed', () => {
  const { subscriptions, heard } = listening(5, 2)
  assert.deepEqual(subscriptions.ask(), { t: 2 })
  subscriptions.take({ type: 'subscribed', topic: 't', seq: 2 })
  ;[3, 4, 5, 6].forEach((seq) => subscriptions.take(event(seq)))
  assert.deepEqual(heard, [
    ['subscribed', 6],
    ['subscribed', 3, 4, 5, 6],
  ])
})

test('who wants to hear from now on starts where the server says', () => {
  const { subscriptions, heard } = listening(null)
  assert.deepEqual(subscriptions.ask(), { t: null })
  subscriptions.take({ type: 'subscribed', topic: 't', seq: 40 })
  assert.deepEqual(subscriptions.ask(), { t: 40 })
  subscriptions.take(event(41))
  assert.deepEqual(heard, [['subscribed', 41]])
})

for (const [why, seq] of [
  ['too much was missed', 900],
  ['the log was restored from an older copy', 1],
]) {
  test(`the page is loaded again when ${why}, and events go on`, () => {
    const { subscriptions, heard } = listening(3)
    subscriptions.ask()
    subscriptions.take({ type: 'reload', topic: 't' })
    subscriptions.take({ type: 'subscribed', topic: 't', seq })
    subscriptions.take(event(seq + 1))
    assert.deepEqual(heard, [['reload', 'subscribed', seq + 1]])
  })
}

test('an event that the server could not draw asks for a reload and counts as heard', () => {
  const { subscriptions, heard } = listening(3)
  subscriptions.take({ type: 'reload', topic: 't', seq: 4 })
  subscriptions.take(event(5))
  assert.deepEqual(heard, [['reload', 5]])
})

test('closed and refused topics are known as out until they are taken up again', () => {
  const { subscriptions } = listening(3)
  subscriptions.take({ type: 'closed', topic: 't' })
  assert.deepEqual(subscriptions.out, ['t'])
  subscriptions.take({ type: 'subscribed', topic: 't', seq: 3 })
  assert.deepEqual(subscriptions.out, [])
})

test('the last listener to leave ends the topic', () => {
  const subscriptions = new Subscriptions()
  const [one, two] = [1, 2].map((seq) => subscriptions.add('t', seq, () => {}))
  assert.equal(subscriptions.remove('t', one), false)
  assert.equal(subscriptions.remove('t', two), true)
  assert.equal(subscriptions.remove('t', two), false)
  assert.deepEqual(subscriptions.ask(), {})
})

test('messages of unknown topics are passed over', () => {
  const { subscriptions, heard } = listening(3)
  assert.equal(subscriptions.take(event(9, 'other')), true)
  assert.deepEqual(heard, [[]])
})
