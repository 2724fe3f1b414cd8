import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import * as Y from 'yjs'
import { createMemoryStore } from '../../../../platform/frontend/scripts/documents/drafts/store.js'
import { Browser, pause, until } from './browser.js'
import { Room, updateOf } from './room.js'

const opened = []
afterEach(async () => {
  for (const browser of opened.splice(0)) await browser.close()
})

async function open(options) {
  const browser = new Browser(options)
  opened.push(browser)
  return browser.open()
}

test('what is there is shown, what is typed arrives and is acknowledged', async () => {
  const room = new Room('Wstęp. ')
  const alice = await (await open({ connect: room.link() })).loaded()
  assert.equal(alice.text, 'Wstęp. ')
  alice.type('Zażółć gęślą jaźń')
  assert.ok(alice.session.status.pending > 0)
  await alice.saved()
  assert.equal(room.text, 'Wstęp. Zażółć gęślą jaźń')
  assert.equal(alice.session.status.phase, 'live')
})

test('an empty part is loaded, too', async () => {
  const alice = await (await open({ connect: new Room().link() })).loaded()
  assert.equal(alice.text, '')
})

test('two people typing over a bad line end with the same text', async () => {
  const room = new Room('.')
  const random = seeded(7)
  const options = { lossy: (kind) => kind === 'rows' && random() < 0.3, delay: () => random() * 30 }
  const alice = await (await open({ connect: room.link(options) })).loaded()
  const bob = await (await open({ connect: room.link(options), user: '2' })).loaded()
  for (let i = 0; i < 30; i += 1) {
    alice.type(`a${i} `, Math.floor(random() * alice.text.length))
    bob.type(`b${i} `, Math.floor(random() * bob.text.length))
    await pause(20)
  }
  await Promise.all([alice.saved(), bob.saved()])
  room.append(updateOf(''))
  for (const browser of [alice, bob]) browser.session.step({ type: 'wake' })
  await until(() => alice.text === room.text && bob.text === room.text, 8_000)
  assert.match(room.text, /a29/)
  assert.match(room.text, /b29/)
})

test('a lost row is asked for again after 300 ms', async () => {
  const room = new Room('1')
  let lose = false
  const alice = await (
    await open({ connect: room.link({ lossy: (kind) => lose && kind === 'rows' }) })
  ).loaded()
  lose = true
  room.append(updateOf('2'))
  lose = false
  room.append(updateOf('3'))
  await until(() => alice.text.length === 3)
  const [link] = room.links
  assert.deepEqual(
    link.heard.filter(({ kind }) => kind === 'since').map(({ seq }) => seq),
    [1],
  )
})

test('words typed while the line is cut go out once it is back, none twice', async () => {
  const room = new Room('Tekst')
  const alice = await (await open({ connect: room.link() })).loaded()
  room.cut()
  await until(() => alice.session.status.phase === 'waiting')
  alice.type(' bez sieci')
  assert.equal(alice.session.status.reachable, false)
  await alice.saved()
  assert.equal(room.text, 'Tekst bez sieci')
})

test('a lost acknowledgement leads to sending again, and the server counts it once', async () => {
  const room = new Room('x')
  let lose = true
  const alice = await (
    await open({ connect: room.link({ lossy: (kind) => lose && kind === 'ack' }) })
  ).loaded()
  alice.type('yz')
  await until(() => room.text === 'xyz')
  assert.equal(alice.session.status.pending, 1)
  lose = false
  room.cut()
  await alice.saved()
  assert.equal(room.text, 'xyz')
  assert.equal(room.head, 2)
})

test('a crash between storing and sending loses nothing: the next opening sends it', async () => {
  const [room, store] = [new Room('A'), createMemoryStore()]
  const first = await (
    await open({ connect: room.link({ lossy: (kind) => kind === 'update' }), store })
  ).loaded()
  await first.replica.save()
  first.type('B')
  await first.replica.outbox.flush()
  first.crash()
  const second = await open({ connect: room.link(), store })
  assert.equal(second.text, 'AB', 'shown before any server was reached')
  await second.saved()
  assert.equal(room.text, 'AB')
})

test('another person on the same computer neither sees nor sends it', async () => {
  const [room, store] = [new Room('A'), createMemoryStore()]
  const first = await (
    await open({ connect: room.link({ lossy: (kind) => kind === 'update' }), store })
  ).loaded()
  first.type('B')
  await first.replica.save()
  first.crash()
  const bob = await (await open({ connect: room.link(), store, user: '2' })).loaded()
  await pause(50)
  assert.equal(bob.text, 'A')
  assert.equal(room.text, 'A')
})

test('under another epoch own unsent words are set aside, never merged', async () => {
  const [room, store] = [new Room('Stary tekst.'), createMemoryStore()]
  let lose = true
  const link = room.link({ lossy: (kind) => lose && kind === 'update' })
  const alice = await (await open({ connect: link, store })).loaded()
  alice.type(' Moje zdanie.')
  await alice.replica.outbox.flush()
  Object.assign(room, { epoch: 'epoch-2', rows: [], stored: new Map() })
  room.append(updateOf('Nowy tekst.'))
  room.cut()
  await until(() => alice.text === 'Nowy tekst.')
  assert.equal(room.text, 'Nowy tekst.')
  assert.deepEqual(
    alice.asides.map(({ reason, passages }) => [reason, passages]),
    [['replaced', [' Moje zdanie.']]],
  )
  assert.equal((await store.asides('1', 'part-1')).length, 1, 'kept until dismissed')
  lose = false
  alice.type(' I dalej.')
  await alice.saved()
  assert.equal(room.text, 'Nowy tekst. I dalej.')
})

test('a server restored from a backup gets its lost rows back from those who wrote them', async () => {
  const [room, store] = [new Room('A'), createMemoryStore()]
  const alice = await (await open({ connect: room.link(), store })).loaded()
  for (const letter of 'BCD') {
    alice.type(letter)
    await alice.saved()
  }
  room.rows.splice(2)
  room.stored.clear()
  room.cut()
  await until(() => room.text === 'ABCD')
  assert.equal(alice.text, 'ABCD')
})

test('a refusal for want of rights keeps the words, and they go out when the right comes back', async () => {
  const room = new Room('A')
  room.refuse = () => ({ code: 'locked', reason: 'Zamknięte' })
  const alice = await (await open({ connect: room.link() })).loaded()
  alice.type('B')
  await until(() => alice.session.status.write === false)
  assert.equal(alice.session.status.reason, 'Zamknięte')
  assert.equal(alice.session.status.pending, 1)
  room.refuse = () => null
  for (const link of room.links) link.tell('rights', { write: true })
  await alice.saved()
  assert.equal(room.text, 'AB')
})

test('when the server lacks earlier words of ours it gets them with the rest', async () => {
  const room = new Room('A')
  const alice = await (await open({ connect: room.link() })).loaded()
  alice.type('B')
  await alice.saved()
  room.rows.pop()
  room.refuse = (msgNo, update) =>
    Y.parseUpdateMeta(update).from.values().next().value > 0 ? { code: 'stale_clock' } : null
  alice.type('C')
  await until(() => room.text === 'ABC')
  await alice.saved()
  assert.deepEqual(alice.asides, [])
})

test('a message refused for good is set aside and the text is read anew', async () => {
  const room = new Room('A')
  room.refuse = () => ({ code: 'malformed' })
  const alice = await (await open({ connect: room.link() })).loaded()
  alice.type('zgubione?')
  await until(() => alice.asides.length === 1 && alice.replica.loaded)
  assert.equal(alice.text, 'A')
  assert.deepEqual(alice.asides[0].passages, ['zgubione?'])
})

test('too fast: a breath, then again', async () => {
  const room = new Room('A')
  let refusals = 1
  room.refuse = () => (refusals-- > 0 ? { code: 'too_fast' } : null)
  const alice = await (await open({ connect: room.link() })).loaded()
  alice.type('B')
  await alice.saved()
  assert.equal(room.text, 'AB')
})

test('after a state the rows behind it follow', async () => {
  const room = new Room('A')
  room.stateAfter = 0
  const alice = await (await open({ connect: room.link() })).loaded()
  room.append(updateOf('B'))
  await until(() => alice.text.length === 2)
  assert.equal(alice.replica.since, 2)
})

test('no right any more: the end, no more tries, and no copy left on the computer', async () => {
  const [room, store] = [new Room('A'), createMemoryStore()]
  const alice = await (await open({ connect: room.link(), store })).loaded()
  await alice.replica.save()
  room.cut(4403, 'Nie masz dostępu')
  await until(() => alice.session.status.ending === 'no-right')
  assert.equal(alice.session.status.reason, 'Nie masz dostępu')
  assert.equal(await store.state('1', 'part-1'), undefined)
  assert.equal(room.links.size, 0)
})

function seeded(seed) {
  return () => (seed = (seed * 16807) % 2147483647) / 2147483647
}
