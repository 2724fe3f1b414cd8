/** A day without the server: five hundred edits, a reload in between, and the way back by socket or by polling. */
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import { Poller } from '../../../../platform/frontend/scripts/documents/drafts/polling.js'
import { createMemoryStore } from '../../../../platform/frontend/scripts/documents/drafts/store.js'
import { Browser, until } from './browser.js'
import { Room } from './room.js'

const DAY = 24 * 60 * 60 * 1000
const EDITS = 500

/** A network that lets nothing through. */
const offline = (handlers) => {
  setTimeout(() => handlers.closed(1006, ''))
  return { send() {}, close() {} }
}

/** The room over HTTP, as documents/drafts/writing.py answers. */
function overHttp(room) {
  return async (url, { method, body } = {}) => {
    if (method === 'POST') {
      const { session, messages } = JSON.parse(body)
      for (const [msgNo, update] of messages) room.store(session, msgNo, fromBase64(update), null)
      return Response.json({ ack: messages.at(-1)[0], seq: room.head })
    }
    const since = Number(new URL(url, 'http://kes').searchParams.get('since'))
    const rows = room.rowsAfter(since).rows.map(({ seq, update }) => [seq, toBase64(update)])
    return Response.json({ epoch: room.epoch, head: room.head, write: true, state: null, state_seq: 0, rows })
  }
}

/** Opened once, then a day offline with a reload in the middle; what is shown then, and the store it lies in. */
async function dayOffline(room) {
  const store = createMemoryStore()
  const first = await new Browser({ store, connect: room.link() }).open()
  await first.loaded()
  await first.replica.save()
  first.crash()
  let writer = await new Browser({ store, connect: offline }).open()
  for (let n = 0; n < EDITS; n++) {
    if (n === EDITS / 2) {
      await writer.replica.outbox.flush()
      writer.crash()
      writer = await new Browser({ store, connect: offline }).open()
    }
    if (n % 10 === 9) writer.replica.text.delete(0, 1)
    else writer.type(`ż${n} `)
    if (n % 25 === 0) await writer.replica.outbox.flush()
  }
  assert.ok(writer.session.status.pending > 0)
  assert.equal(writer.session.status.reachable, false)
  await writer.replica.outbox.flush()
  const shown = writer.text
  writer.crash()
  return { store, shown }
}

async function backWith(room, store, way) {
  mock.timers.enable({ apis: ['Date'], now: Date.now() + DAY })
  const browser = await new Browser({ store, ...way }).open()
  mock.timers.reset()
  await until(() => browser.replica.loaded && browser.replica.outbox.pending === 0, 20_000)
  await until(() => browser.text === room.text)
  return browser
}

function meanwhile(room) {
  const doc = new Y.Doc()
  room.rows.forEach((update) => Y.applyUpdate(doc, update))
  doc.on('update', (update) => room.append(update))
  doc.getText('text').insert(doc.getText('text').length, ' Dopisane przez innych.')
}

const ways = {
  'by socket': (room) => ({ connect: room.link() }),
  'by polling': (room) => ({
    connect: offline,
    poller: new Poller({ url: '/parts/1/updates', csrfToken: () => 't', fetch: overHttp(room) }),
  }),
}

for (const [name, way] of Object.entries(ways)) {
  test(`after a day offline everything is merged once, ${name}`, async () => {
    const room = new Room('Początek. ')
    const { store, shown } = await dayOffline(room)
    meanwhile(room)
    const browser = await backWith(room, store, way(room))
    assert.equal(room.text.replace(' Dopisane przez innych.', ''), shown)
    for (const n of [250, 300, EDITS - 2]) assert.equal(room.text.split(`ż${n} `).length, 2)
    assert.deepEqual(browser.asides, [])
    const stored = room.head
    await browser.close()
    const again = await new Browser({ store, connect: room.link() }).open()
    await again.loaded()
    assert.equal(room.head, stored)
    await again.close()
  })
}
