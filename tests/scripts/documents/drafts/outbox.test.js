import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import * as Y from 'yjs'
import { openOutbox } from '../../../../platform/frontend/scripts/documents/drafts/adoption.js'
import { createMemoryStore, openStore } from '../../../../platform/frontend/scripts/documents/drafts/store.js'
import { die, held, locks, withLocks } from './locks.js'
import { updateOf } from './room.js'

const owner = { user: '1', part: crypto.randomUUID() }
withLocks(locks)
afterEach(() => {
  withLocks(locks)
  held.clear()
  owner.part = crypto.randomUUID()
})

const open = async (store, epoch = 'e') => (await openOutbox({ store, ...owner, epoch })).outbox
const textOf = (updates) => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getText('text').toString()
}

test('a change is in the store before it may be sent, and counted all the time', async () => {
  const store = await openStore()
  const outbox = await open(store)
  outbox.add(updateOf('a'))
  assert.equal(outbox.pending, 1)
  assert.equal(outbox.nextAfter(0, 16), null)
  const written = outbox.flush()
  assert.equal(outbox.pending, 1)
  await written
  assert.equal((await store.messages(outbox.session)).length, 1)
  assert.equal(outbox.nextAfter(0, 16).msgNo, 1)
  outbox.acknowledge(1)
  assert.equal(outbox.pending, 0)
  await outbox.flush()
  assert.equal((await store.messages(outbox.session)).length, 0)
})

test('the last batch is being written when flush returns, however slow the one before it is', async () => {
  const store = await openStore()
  const begun = []
  let go
  const slow = new Promise((resolve) => (go = resolve))
  const putMessages = async (box, messages) => {
    begun.push(...messages.map(({ msgNo }) => msgNo))
    if (begun.length === 1) await slow
    await store.putMessages(box, messages)
  }
  const outbox = await open({ ...store, putMessages })
  outbox.add(updateOf('a'))
  outbox.flush()
  outbox.add(updateOf('b'))
  const written = outbox.flush()
  assert.deepEqual(begun, [1, 2])
  go()
  await written
  assert.deepEqual(
    outbox.messages.map(({ msgNo }) => msgNo),
    [1, 2],
  )
})

test('a batch is committed at once: a tab being closed does not live to see its requests succeed', async (t) => {
  const outbox = await open(await openStore())
  const commit = t.mock.method(globalThis.IDBTransaction.prototype, 'commit')
  outbox.add(updateOf('a'))
  const written = outbox.flush()
  assert.equal(commit.mock.callCount(), 1)
  await written
  assert.equal((await (await openStore()).messages(outbox.session)).length, 1)
})

test('changes typed together go together', async () => {
  const outbox = await open(await openStore())
  outbox.add(updateOf('a'))
  outbox.add(updateOf('b'))
  await outbox.flush()
  assert.equal(outbox.messages.length, 1)
  assert.equal(outbox.messages[0].changes, 2)
  assert.equal(textOf(outbox.updates).length, 2)
})

test('a large change does not swell a batch beyond what the server takes', async () => {
  const outbox = await open(await openStore())
  for (let i = 0; i < 4; i += 1) outbox.add(updateOf('x'.repeat(100_000)))
  await outbox.flush()
  assert.ok(outbox.messages.every(({ update }) => update.length < 256 * 1024))
})

test('a duplicated acknowledgement deletes nothing newer', async () => {
  const outbox = await open(await openStore())
  outbox.add(updateOf('a'))
  await outbox.flush()
  assert.equal(outbox.acknowledge(1).length, 1)
  outbox.add(updateOf('b'))
  await outbox.flush()
  assert.equal(outbox.acknowledge(1).length, 0)
  assert.equal(outbox.messages[0].msgNo, 2)
})

test('no more than a window is in flight', async () => {
  const outbox = await open(await openStore())
  for (const letter of 'abc') {
    outbox.add(updateOf(letter))
    await outbox.flush()
  }
  assert.equal(outbox.nextAfter(1, 2).msgNo, 2)
  assert.equal(outbox.nextAfter(2, 2), null)
  outbox.acknowledge(1)
  assert.equal(outbox.nextAfter(2, 2).msgNo, 3)
})

test("a dead tab's outbox is adopted under its own session and numbers", async () => {
  const store = await openStore()
  const first = await open(store)
  first.add(updateOf('a'))
  await first.flush()
  die(first)
  const second = await open(store)
  assert.equal(second.session, first.session)
  second.add(updateOf('b'))
  await second.flush()
  assert.deepEqual(
    second.messages.map(({ msgNo }) => msgNo),
    [1, 2],
  )
})

test('after everything was acknowledged a number is still not used twice', async () => {
  const store = await openStore()
  const first = await open(store)
  for (const letter of 'ab') {
    first.add(updateOf(letter))
    await first.flush()
  }
  first.acknowledge(1)
  await first.flush()
  die(first)
  const second = await open(store)
  second.acknowledge(2)
  second.add(updateOf('c'))
  await second.flush()
  assert.equal(second.messages[0].msgNo, 3)
})

test('a living tab keeps its outbox, the other tab takes a session of its own', async () => {
  const store = await openStore()
  const first = await open(store)
  first.add(updateOf('a'))
  await first.flush()
  const second = await open(store)
  assert.notEqual(second.session, first.session)
  assert.equal(second.pending, 0)
})

test('several dead tabs are gathered in one outbox', async () => {
  const store = await openStore()
  const tabs = [await open(store), await open(store)]
  for (const [index, tab] of tabs.entries()) {
    tab.add(updateOf('ab'[index]))
    await tab.flush()
  }
  tabs.forEach(die)
  const heir = await open(store)
  assert.deepEqual(
    heir.messages.map(({ msgNo }) => msgNo),
    [1, 2],
  )
  assert.equal(textOf(heir.updates).length, 2)
  assert.equal((await store.boxes(owner.user, owner.part)).length, 1)
})

test('another user, another part: nothing to adopt', async () => {
  const store = await openStore()
  const first = await open(store)
  first.add(updateOf('a'))
  await first.flush()
  die(first)
  const other = (who) =>
    openOutbox({ store, ...owner, epoch: 'e', ...who }).then(({ outbox }) => outbox.pending)
  assert.equal(await other({ user: '2' }), 0)
  assert.equal(await other({ part: 'elsewhere' }), 0)
})

test('what belongs to another epoch is a stray', async () => {
  const store = await openStore()
  const first = await open(store, 'old')
  first.add(updateOf('a'))
  await first.flush()
  die(first)
  const { outbox, strays } = await openOutbox({ store, ...owner, epoch: 'new' })
  assert.equal(outbox.pending, 0)
  assert.equal(textOf(strays[0].messages.map(({ update }) => update)), 'a')
})

test('without the Locks API words are copied, and deleted where they came from once they have arrived', async () => {
  withLocks(undefined)
  const store = await openStore()
  const first = await open(store)
  first.add(updateOf('a'))
  await first.flush()
  const second = await open(store)
  assert.notEqual(second.session, first.session)
  assert.equal((await store.messages(first.session)).length, 1)
  second.acknowledge(1)
  await second.flush()
  assert.equal((await store.messages(first.session)).length, 0)
})

test('a failing disk is told, and the words still go out', async () => {
  const store = {
    ...createMemoryStore(),
    durable: true,
    putMessages: async () => Promise.reject(new Error('quota')),
  }
  const outbox = await open(store)
  outbox.add(updateOf('a'))
  await outbox.flush()
  assert.equal(outbox.durable, false)
  assert.equal(outbox.nextAfter(0, 16).msgNo, 1)
})
