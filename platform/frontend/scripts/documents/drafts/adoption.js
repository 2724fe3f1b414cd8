/**
 * What becomes of the outboxes of dead tabs.
 *
 * A session is taken over only with its lock in hand (ownership.js). Where browsers lack the Locks API, what others
 * left is copied into a session of one's own: sent twice at worst, which merging makes harmless.
 */
import { Outbox } from './outbox.js'
import { canLock, holdLock, holdOwn, newBox } from './ownership.js'

/**
 * The outbox of this tab for (user, part), having adopted what dead tabs left.
 *
 * `{outbox, strays}`: strays `[{box, messages}]` belong to another epoch than the local text and must not be merged.
 */
export async function openOutbox({ store, user, part, epoch = '' }) {
  const found = await findDead(store, user, part)
  const known = epoch || found[0]?.box.epoch || ''
  const ours = found.filter(({ box }) => box.epoch === known)
  const strays = found.filter(({ box }) => box.epoch !== known)
  const open = canLock() ? adopt : copy
  return { outbox: await open(store, ours, newBox(user, part, known)), strays }
}

/** The outboxes with something in them whose tab is gone; the empty ones are swept away. */
async function findDead(store, user, part) {
  const dead = []
  for (const box of await store.boxes(user, part)) {
    const release = await holdLock(box.session)
    if (!release) continue
    const messages = await store.messages(box.session)
    if (messages.length) dead.push({ box, messages, release })
    else if (canLock()) await store.deleteBox(box.session).then(release)
  }
  return dead
}

/** Go on with the first dead session under its own numbers; what the others left follows as new messages. */
async function adopt(store, [first, ...others], fresh) {
  if (!first) return new Outbox({ store, box: fresh, messages: [], release: await holdOwn(fresh.session) })
  let { box, messages } = first
  for (const other of others) {
    const moved = renumber(other.messages, box.last)
    box = { ...box, last: box.last + moved.length }
    await store.putMessages(box, moved)
    await store.deleteBox(other.box.session)
    other.release()
    messages = [...messages, ...moved]
  }
  return new Outbox({ store, box, messages, release: first.release })
}

async function copy(store, found, fresh) {
  const messages = renumber(
    found.flatMap((one) => one.messages),
    0,
  )
  const box = { ...fresh, last: messages.length }
  if (messages.length) await store.putMessages(box, messages)
  const copied = found.map((one) => ({ session: one.box.session, upTo: one.messages.at(-1).msgNo }))
  return new Outbox({ store, box, messages, release: () => {}, copied })
}

function renumber(messages, after) {
  return messages.map(({ update, changes }, index) => ({ msgNo: after + index + 1, update, changes }))
}
