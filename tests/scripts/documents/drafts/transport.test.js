import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTransport, step } from '../../../../platform/frontend/scripts/documents/drafts/transport.js'

function run(...events) {
  let state = createTransport()
  let effects = []
  for (const event of events) {
    const next = step(state, typeof event === 'string' ? { type: event } : event, 0.5)
    state = next.state
    effects = next.effects
  }
  return { ...state, effects: effects.map(({ type }) => type), waits: effects.find(({ ms }) => ms)?.ms }
}

const lost = { type: 'closed', code: 1006 }
const live = ['start', 'opened', 'greeted', 'caught-up']

test('from nothing to live', () => {
  assert.deepEqual(run('start').effects, ['connect'])
  assert.deepEqual(run('start', 'opened').effects, ['hello'])
  assert.equal(run(...live).phase, 'live')
  assert.equal(run(...live).reachable, true)
  assert.equal(run('start', 'opened').reachable, false, 'nothing is promised before the server has answered')
})

test('a lost line is tried again, each time later, never later than a quarter of a minute', () => {
  const waits = Array.from(
    { length: 7 },
    (_, n) =>
      run(
        ...live,
        ...Array(n + 1)
          .fill([lost, 'retry'])
          .flat()
          .slice(0, -1),
      ).waits,
  )
  assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
})

test('the jitter spreads the returns', () => {
  const { state } = step(createTransport(), { type: 'start' })
  const wait = (random) => step(state, lost, random).effects[0].ms
  assert.deepEqual([wait(0), wait(0.999)], [375, 625])
})

test('where sockets never open the rows go over HTTP, and the socket is tried again later', () => {
  const blocked = ['start', lost, 'retry', lost, 'retry', lost]
  assert.deepEqual(run(...blocked).effects, ['poll', 'schedule'])
  assert.equal(run(...blocked).reachable, false)
  assert.equal(run(...blocked, 'polled').reachable, true)
  const again = run(...blocked, 'polled', 'retry', lost)
  assert.equal(again.phase, 'http')
  assert.equal(again.reachable, true)
  assert.equal(again.waits, 60_000)
  assert.deepEqual(run(...blocked, 'polled', 'retry', 'opened', 'greeted').effects, ['stop-polling'])
})

test('polling that fails is offline, too', () => {
  assert.equal(run('start', lost, 'retry', lost, 'retry', lost, 'polled', 'poll-failed').reachable, false)
})

test('no right, signed out, gone: the end', () => {
  for (const [code, ending] of [
    [4401, 'signed-out'],
    [4403, 'no-right'],
    [4404, 'gone'],
  ]) {
    const end = run(...live, { type: 'closed', code, reason: 'x' })
    assert.equal(end.ending, ending)
    assert.deepEqual(end.effects, ['disconnect', 'stop-polling', 'ended'])
  }
  assert.equal(run(...live, { type: 'closed', code: 4403 }, 'wake').phase, 'ended')
})

test('a server that cannot write now, or is too busy, is only lost for a while', () => {
  assert.equal(run(...live, { type: 'closed', code: 4500 }).phase, 'waiting')
  assert.equal(run(...live, { type: 'closed', code: 4408 }).waits, 5_000)
})

test('waking up asks at once when live and connects at once when not', () => {
  assert.deepEqual(run(...live, 'wake').effects, ['ask-head'])
  assert.deepEqual(run(...live, lost, 'online').effects, ['connect'])
  assert.deepEqual(run(...live, 'silent').effects, ['disconnect'])
})
