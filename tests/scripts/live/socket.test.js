import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { LiveSocket } from '../../../platform/frontend/scripts/live/socket.js'
import { open, Server } from './server.js'

const TIMES = { ping: 40, patience: 60, penalty: 5000 }
let server, live, states

beforeEach(async () => {
  server = await Server.start()
  live = new LiveSocket({ address: () => server.address, open, times: TIMES, wait: () => 10 })
  states = []
  live.watch((state) => states.push(state))
})

afterEach(async () => {
  live.sleep()
  await server.stop()
})

test('nothing is opened before somebody listens', async () => {
  live.wake()
  live.sleep()
  await time(30)
  assert.equal(server.sockets.length, 0)
  assert.deepEqual(states, ['idle'])
})

test('one socket serves all topics', async () => {
  live.listen('thread.1', 7, () => {})
  live.listen('group.2', null, () => {})
  assert.deepEqual((await server.hear('subscribe')).topics, { 'thread.1': 7, 'group.2': null })
  live.listen('thread.3', 0, () => {})
  assert.deepEqual((await server.hear('subscribe')).topics, { 'thread.3': 0 })
  assert.equal(server.sockets.length, 1)
})

test('after a broken connection the last number heard is named, and each event comes once', async () => {
  const heard = listen('thread.1', 7)
  await server.hear('subscribe')
  server.say({ type: 'event', topic: 'thread.1', seq: 8 })
  await until(() => heard.length === 1)
  server.socket.terminate()
  assert.deepEqual((await server.hear('subscribe')).topics, { 'thread.1': 8 })
  ;[8, 9].forEach((seq) => server.say({ type: 'event', topic: 'thread.1', seq }))
  await until(() => heard.length === 2)
  assert.deepEqual(heard, [8, 9])
  assert.deepEqual(states, ['idle', 'connecting', 'online', 'offline', 'online'])
})

test('a server that was away for long is found again', async () => {
  const heard = listen('thread.1', 1)
  await server.hear('subscribe')
  const { port } = server
  await server.stop()
  await time(60)
  server = await Server.start(port)
  assert.deepEqual((await server.hear('subscribe')).topics, { 'thread.1': 1 })
  server.say({ type: 'event', topic: 'thread.1', seq: 2 })
  await until(() => heard.length === 1)
})

test('a socket that falls silent is given up for a new one', async () => {
  listen('thread.1', 1)
  await server.hear('ping')
  await until(() => server.sockets.length === 2)
  assert.deepEqual((await server.hear('subscribe')).topics, { 'thread.1': 1 })
})

test('a server that answers keeps its socket', async () => {
  listen('thread.1', 1)
  for (let n = 0; n < 4; n += 1) {
    await server.hear('ping')
    server.say({ type: 'pong' })
  }
  assert.equal(server.sockets.length, 1)
})

test('a gap is asked for', async () => {
  const heard = listen('thread.1', 1)
  await server.hear('subscribe')
  server.say({ type: 'event', topic: 'thread.1', seq: 4 })
  assert.deepEqual((await server.hear('subscribe')).topics, { 'thread.1': 1 })
  ;[2, 3, 4].forEach((seq) => server.say({ type: 'event', topic: 'thread.1', seq }))
  await until(() => heard.length === 3)
})

test('what was refused is asked for again when rights may have changed', async () => {
  listen('thread.1', 1)
  await server.hear('subscribe')
  live.askAgain()
  server.say({ type: 'refused', topic: 'thread.1' })
  server.say({ type: 'pong' })
  await time(20)
  assert.equal(server.heard.filter(({ type }) => type === 'subscribe').length, 0)
  live.askAgain()
  assert.deepEqual((await server.hear('subscribe')).topics, { 'thread.1': 1 })
})

test('a person who is signed out is told so and the server is not pestered', async () => {
  listen('thread.1', 1)
  await server.hear('subscribe')
  server.socket.close(4401)
  await until(() => server.sockets.length === 2)
  server.socket.close(4401)
  await time(80)
  assert.equal(server.sockets.length, 2)
  assert.equal(states.at(-1), 'signed-out')
  live.wake()
  await until(() => server.sockets.length === 3)
})

test('sleeping closes, waking opens at once', async () => {
  listen('thread.1', 1)
  await server.hear('subscribe')
  live.sleep()
  await time(50)
  assert.equal(server.sockets.length, 1)
  live.wake()
  assert.deepEqual((await server.hear('subscribe')).topics, { 'thread.1': 1 })
})

test('the last listener to leave unsubscribes', async () => {
  const stop = live.listen('thread.1', 1, () => {})
  await server.hear('subscribe')
  stop()
  assert.deepEqual((await server.hear('unsubscribe')).topics, ['thread.1'])
})

function listen(topic, seq) {
  const heard = []
  live.listen(topic, seq, (message) => message.type === 'event' && heard.push(message.seq))
  return heard
}

const time = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function until(condition) {
  const end = Date.now() + 3000
  while (!condition()) {
    assert.ok(Date.now() < end, 'waited too long')
    await time(5)
  }
}
