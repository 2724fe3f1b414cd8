/**
 * Cuts an update that is too large to be sent into several that follow one another.
 *
 * One paste, or taking back one large deletion, is one transaction and so one update, however long; the server takes
 * up to 512 KiB at once. A run of characters may be cut anywhere but inside a pair of surrogates: the second half then
 * says that it stands right of the first. What is deleted goes last, when all it may speak of is there.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Of characters in a piece; at most three bytes each. */
const PIECE = 32 * 1024

/** Updates of about `bytes` at most, which applied in order come to the same; mostly just the update itself. */
export function split(update, bytes) {
  if (update.length <= bytes) return [update]
  const { structs, ds } = Y.decodeUpdate(update)
  const batches = []
  let size = Infinity
  for (const piece of structs.flatMap(pieces)) {
    const length = piece.length * 3 + 32
    if (size + length > bytes) batches.push([])
    size = size + length > bytes ? length : size + length
    batches.at(-1).push(piece)
  }
  const parts = batches.map((batch) => written(batch))
  return ds.clients.size ? [...parts, written([], ds)] : parts
}

/** A run of characters as runs of at most PIECE. Others are small: deleted characters, and what is no text. */
function pieces(struct) {
  if (!(struct.content instanceof Y.ContentString) || struct.length <= PIECE) return [struct]
  const { client, clock } = struct.id
  const text = struct.content.str
  const made = []
  for (let at = 0; at < text.length;) {
    const end = at + PIECE - (isHighHalf(text.charCodeAt(at + PIECE - 1)) ? 1 : 0)
    const left = at ? Y.createID(client, clock + at - 1) : struct.origin
    const content = new Y.ContentString(text.slice(at, end))
    const parent = at ? null : struct.parent
    made.push(
      new Y.Item(Y.createID(client, clock + at), null, left, null, struct.rightOrigin, parent, null, content),
    )
    at = end
  }
  return made
}

/** As Yjs writes an update (version 1): for each client its runs, then what is deleted. */
function written(structs, deleted = { clients: new Map() }) {
  const encoder = new Y.UpdateEncoderV1()
  const out = encoder.restEncoder
  const runs = consecutive(structs)
  encoding.writeVarUint(out, runs.length)
  for (const run of runs) {
    encoding.writeVarUint(out, run.length)
    encoder.writeClient(run[0].id.client)
    encoding.writeVarUint(out, run[0].id.clock)
    for (const struct of run) struct.write(encoder, 0)
  }
  encoding.writeVarUint(out, deleted.clients.size)
  for (const [client, ranges] of deleted.clients) {
    encoder.resetDsCurVal()
    encoding.writeVarUint(out, client)
    encoding.writeVarUint(out, ranges.length)
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
  return encoder.toUint8Array()
}

function consecutive(structs) {
  const byClient = new Map()
  for (const struct of structs) {
    const run = byClient.get(struct.id.client)
    if (run) run.push(struct)
    else byClient.set(struct.id.client, [struct])
  }
  return [...byClient.values()]
}

const isHighHalf = (unit) => unit >= 0xd800 && unit <= 0xdbff
