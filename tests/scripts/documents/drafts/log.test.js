import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  askedAgain,
  createLog,
  hearOf,
  isOverdue,
  receiveOwn,
  receiveRows,
  receiveState,
} from '../../../../platform/frontend/scripts/documents/drafts/log.js'

const row = (seq) => ({ seq, update: `u${seq}` })

test('rows come out in order, whatever order they came in, each once', () => {
  let [log, out] = [createLog(0), []]
  for (const seqs of [[2], [4, 2], [1], [1], [3]]) {
    const next = receiveRows(log, seqs.map(row), 0)
    log = next.log
    out = [...out, ...next.updates]
  }
  assert.deepEqual(out, ['u1', 'u2', 'u3', 'u4'])
  assert.equal(log.holeSince, null)
})

test('a hole is overdue after 300 ms, and progress starts the clock anew', () => {
  let { log } = receiveRows(createLog(0), [row(3)], 1_000)
  assert.equal(isOverdue(log, 1_299), false)
  assert.equal(isOverdue(log, 1_300), true)
  log = receiveRows(log, [row(1)], 1_290).log
  assert.equal(isOverdue(log, 1_500), false)
})

test('the head alone shows a hole', () => {
  const log = hearOf(createLog(4), 6, 0)
  assert.equal(isOverdue(log, 300), true)
  assert.equal(isOverdue(askedAgain(log, 300), 700), false)
})

test('a row of our own takes its place without being applied again', () => {
  const early = receiveRows(createLog(0), [row(2)], 0).log
  const { log, updates } = receiveOwn(early, 1, 0)
  assert.deepEqual(updates, ['u2'])
  assert.equal(log.last, 2)
})

test('a state makes the rows before it superfluous', () => {
  const early = receiveRows(createLog(0), [row(4), row(6)], 0).log
  const { log, updates } = receiveState(early, 5, 0)
  assert.deepEqual(updates, ['u6'])
  assert.equal(log.last, 6)
  assert.equal(log.early.size, 0)
})

test('an acknowledgement of something long known moves nothing', () => {
  assert.equal(receiveOwn(createLog(5), 0, 0).log.last, 5)
})
