/**
 * How each server is spoken to. A dialect gives the frames to send and reads those that come:
 * `{updates, synced, asked, acked}`, all optional.
 */
import { randomBytes } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

const SYNC = 0
const AUTH = 2
const SYNC_REPLY = 4 // Hocuspocus
const [HELLO, UPDATE, ACK, ROWS, REFUSED] = [64, 65, 66, 67, 68]
const STATE = 71
const EMPTY_VECTOR = new Uint8Array([0])
const NOTHING = new Uint8Array([0, 0])

export const dialects = {
  yws: () => standard(() => {}),
  hocuspocus: (name) => standard((out) => encoding.writeVarString(out, name), [hocuspocusToken]),
  kes: () => kes(),
}

function standard(prefix, greetings = []) {
  const sync = (step, body) =>
    frame((out) => {
      prefix(out)
      encoding.writeVarUint(out, SYNC)
      encoding.writeVarUint(out, step)
      encoding.writeVarUint8Array(out, body)
    })
  return {
    greeting: () => [...greetings.map((greet) => frame((out) => greet(out, prefix))), sync(0, EMPTY_VECTOR)],
    update: (update) => sync(2, update),
    answer: () => sync(1, NOTHING),
    read(bytes) {
      const input = decoding.createDecoder(bytes)
      if (greetings.length) decoding.readVarString(input)
      const type = decoding.readVarUint(input)
      if (type !== SYNC && type !== SYNC_REPLY) return {}
      const step = decoding.readVarUint(input)
      const body = decoding.readVarUint8Array(input)
      return step === 0 ? { asked: true } : { updates: [body], synced: step === 1 }
    },
  }
}

function hocuspocusToken(out, prefix) {
  prefix(out)
  encoding.writeVarUint(out, AUTH)
  encoding.writeVarUint(out, 0)
  encoding.writeVarString(out, 'none')
  encoding.writeVarString(out, '4.7.0')
}

function kes() {
  const hello = { v: 1, session: randomBytes(12).toString('hex'), since: 0, epoch: '' }
  let sent = 0
  let greeted = false
  return {
    session: hello.session,
    greeting: () => [
      frame((out) => {
        encoding.writeVarUint(out, HELLO)
        encoding.writeVarString(out, JSON.stringify(hello))
      }),
    ],
    update: (update) =>
      frame((out) => {
        encoding.writeVarUint(out, UPDATE)
        encoding.writeVarUint(out, ++sent)
        encoding.writeVarUint8Array(out, update)
      }),
    answer: () => null,
    read(bytes) {
      const input = decoding.createDecoder(bytes)
      const type = decoding.readVarUint(input)
      if (type === HELLO) greeted = true
      if (type === ACK) return { acked: decoding.readVarUint(input) }
      if (type === STATE) return { updates: [stateOf(input)] }
      if (type === ROWS) return { updates: rowsOf(input), synced: greeted }
      if (type === REFUSED) throw new Error(`refused: ${decoding.readVarString(input)}`)
      return {}
    },
  }
}

function stateOf(input) {
  decoding.readVarUint(input)
  return decoding.readVarUint8Array(input)
}

function rowsOf(input) {
  return Array.from({ length: decoding.readVarUint(input) }, () => stateOf(input))
}

function frame(write) {
  const out = encoding.createEncoder()
  write(out)
  return encoding.toUint8Array(out)
}
