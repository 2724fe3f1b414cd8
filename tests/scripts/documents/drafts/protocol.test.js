import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  decode,
  encode,
  MalformedFrame,
} from '../../../../platform/frontend/scripts/documents/drafts/protocol.js'

const bytes = Uint8Array.of(1, 2, 3)
const frames = {
  sync: { step: 'step2', payload: bytes },
  awareness: { payload: bytes },
  queryAwareness: {},
  hello: { v: 1, session: 'abcdefghijklmnop', since: 7, epoch: 'e' },
  update: { msgNo: 300, update: bytes },
  ack: { msgNo: 300, seq: 2 ** 40 },
  rows: {
    rows: [
      { seq: 1, update: bytes },
      { seq: 2, update: new Uint8Array() },
    ],
  },
  refused: { msg_no: null, code: 'locked', reason: 'Zamknięte' },
  since: { seq: 5 },
  head: { head: 9 },
  state: { seq: 12, update: bytes },
  rights: { write: false, reason: '' },
}

for (const [kind, fields] of Object.entries(frames)) {
  test(`${kind} goes out and comes back`, () =>
    assert.deepEqual(decode(encode(kind, fields)), { kind, ...fields }))
}

test('the head is asked for with an empty payload', () => {
  assert.deepEqual([...encode('head')], [70])
  assert.deepEqual(decode(encode('head')), { kind: 'head' })
})

test('bytes as the protocol has them', () => {
  assert.deepEqual([...encode('update', { msgNo: 1, update: bytes })], [65, 1, 3, 1, 2, 3])
  assert.deepEqual([...encode('since', { seq: 300 })], [69, 0xac, 0x02])
})

test('a later version may speak of other things', () => {
  assert.deepEqual(decode(Uint8Array.of(99, 1)), { kind: 'unknown' })
})

test('what breaks off is malformed', () => {
  assert.throws(() => decode(encode('rows', frames.rows).slice(0, -2)), MalformedFrame)
  assert.throws(() => decode(Uint8Array.of(67, 0xff, 0xff, 0x7f)), MalformedFrame)
})
