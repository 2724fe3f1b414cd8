/**
 * The frames of the draft socket, both ways, as plain objects.
 *
 * A frame is a varUint type and its payload (lib0 encoding). Types 0-3 are those of y-websocket, so a standard
 * client can sit in the same room; types from 64 on are ours and carry what a promise needs: numbers for what was
 * sent, acknowledged and missed. `encode(kind, ...)` makes bytes, `decode(bytes)` gives `{kind, ...}`.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

const TYPES = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  hello: 64,
  update: 65,
  ack: 66,
  rows: 67,
  refused: 68,
  since: 69,
  head: 70,
  state: 71,
  rights: 72,
}
const KINDS = new Map(Object.entries(TYPES).map(([kind, type]) => [type, kind]))
const STEPS = ['step1', 'step2', 'update']

export class MalformedFrame extends Error {}

/** Bytes of a frame; `fields` are those that `decode` gives back for the kind. */
export function encode(kind, fields = {}) {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, TYPES[kind])
  writers[kind](encoder, fields)
  return encoding.toUint8Array(encoder)
}

/** `{kind, ...fields}`; `{kind: 'unknown'}` for types of a later version; throws MalformedFrame. */
export function decode(bytes) {
  const decoder = decoding.createDecoder(new Uint8Array(bytes))
  try {
    const kind = KINDS.get(decoding.readVarUint(decoder))
    return kind ? { kind, ...readers[kind](decoder) } : { kind: 'unknown' }
  } catch (error) {
    throw new MalformedFrame(String(error))
  }
}

const writers = {
  sync: (e, { step, payload }) => {
    encoding.writeVarUint(e, STEPS.indexOf(step))
    encoding.writeVarUint8Array(e, payload)
  },
  awareness: (e, { payload }) => encoding.writeVarUint8Array(e, payload),
  auth: (e, { reason }) => {
    encoding.writeVarUint(e, 0)
    encoding.writeVarString(e, reason)
  },
  queryAwareness: () => {},
  hello: writeJson,
  update: (e, { msgNo, update }) => {
    encoding.writeVarUint(e, msgNo)
    encoding.writeVarUint8Array(e, update)
  },
  ack: (e, { msgNo, seq }) => {
    encoding.writeVarUint(e, msgNo)
    encoding.writeVarUint(e, seq)
  },
  rows: (e, { rows }) => {
    encoding.writeVarUint(e, rows.length)
    for (const { seq, update } of rows) writeRow(e, seq, update)
  },
  refused: writeJson,
  since: (e, { seq }) => encoding.writeVarUint(e, seq),
  // The client asks with an empty payload, the server answers with the number.
  head: (e, { head }) => head !== undefined && encoding.writeVarUint(e, head),
  state: (e, { seq, update }) => writeRow(e, seq, update),
  rights: writeJson,
}

const readers = {
  sync: (d) => ({ step: STEPS[decoding.readVarUint(d)], payload: decoding.readVarUint8Array(d) }),
  awareness: (d) => ({ payload: decoding.readVarUint8Array(d) }),
  auth: (d) => ({ denied: decoding.readVarUint(d) === 0, reason: decoding.readVarString(d) }),
  queryAwareness: () => ({}),
  hello: readJson,
  update: (d) => ({ msgNo: decoding.readVarUint(d), update: decoding.readVarUint8Array(d) }),
  ack: (d) => ({ msgNo: decoding.readVarUint(d), seq: decoding.readVarUint(d) }),
  rows: (d) => ({ rows: Array.from({ length: countOf(d) }, () => readRow(d)) }),
  refused: readJson,
  since: (d) => ({ seq: decoding.readVarUint(d) }),
  head: (d) => (decoding.hasContent(d) ? { head: decoding.readVarUint(d) } : {}),
  state: readRow,
  rights: readJson,
}

function writeRow(encoder, seq, update) {
  encoding.writeVarUint(encoder, seq)
  encoding.writeVarUint8Array(encoder, update)
}

function readRow(decoder) {
  return { seq: decoding.readVarUint(decoder), update: decoding.readVarUint8Array(decoder) }
}

function writeJson(encoder, fields) {
  encoding.writeVarString(encoder, JSON.stringify(fields))
}

function readJson(decoder) {
  return JSON.parse(decoding.readVarString(decoder))
}

/** A count from the wire is believed only as far as the bytes behind it reach. */
function countOf(decoder) {
  const count = decoding.readVarUint(decoder)
  if (count > decoder.arr.length) throw new MalformedFrame('more rows than bytes')
  return count
}
