/**
 * What this browser keeps: IndexedDB behind four plain tables, or memory where IndexedDB is refused.
 *
 * - `boxes`: one outbox session each, `{session, user, part, epoch, last}`; `last` is the highest message number used.
 * - `messages`: unsent or unacknowledged updates, `{session, msgNo, update, changes}`.
 * - `states`: the text as last seen, `{user, part, epoch, seq, state, clients, savedAt}`, for opening offline.
 * - `asides`: own text that could not be merged, `{id, user, part, reason, passages, whole, at}`, until dismissed.
 *
 * Everything is found by user and part: another person on the same computer never meets it.
 */
import { openDB } from 'idb'

const NAME = 'kes-drafts'
const OWNED = ['user', 'part']

/** The store; `store.durable` is false when the text lives only in this tab. */
export async function openStore() {
  try {
    return wrap(await openDB(NAME, 1, { upgrade }))
  } catch {
    return createMemoryStore()
  }
}

function upgrade(db) {
  db.createObjectStore('boxes', { keyPath: 'session' }).createIndex('owned', OWNED)
  db.createObjectStore('messages', { keyPath: ['session', 'msgNo'] })
  db.createObjectStore('states', { keyPath: OWNED })
  db.createObjectStore('asides', { keyPath: 'id' }).createIndex('owned', OWNED)
}

function wrap(db) {
  const ofSession = (session) => IDBKeyRange.bound([session, 0], [session, Infinity])
  return {
    durable: true,
    boxes: (user, part) => db.getAllFromIndex('boxes', 'owned', [user, part]),
    messages: (session) => db.getAll('messages', ofSession(session)),
    // One transaction: a number is never used up without its message, nor a message kept without its number. It is
    // committed by our own word: a tab that is being closed does not live to commit it by itself.
    async putMessages(box, messages) {
      const tx = db.transaction(['boxes', 'messages'], 'readwrite', { durability: 'strict' })
      tx.objectStore('boxes').put(box)
      for (const message of messages) tx.objectStore('messages').put({ ...message, session: box.session })
      tx.commit()
      await tx.done
    },
    deleteMessages: (session, upTo) =>
      db.delete('messages', IDBKeyRange.bound([session, 0], [session, upTo])),
    async deleteBox(session) {
      const tx = db.transaction(['boxes', 'messages'], 'readwrite')
      tx.objectStore('boxes').delete(session)
      tx.objectStore('messages').delete(ofSession(session))
      await tx.done
    },
    state: (user, part) => db.get('states', [user, part]),
    putState: (state) => db.put('states', state),
    deleteState: (user, part) => db.delete('states', [user, part]),
    asides: (user, part) => db.getAllFromIndex('asides', 'owned', [user, part]),
    putAside: (aside) => db.put('asides', aside),
    deleteAside: (id) => db.delete('asides', id),
    close: () => db.close(),
  }
}

/** The same tables in memory: nothing survives the tab, and the status line says so. */
export function createMemoryStore() {
  const [boxes, messages, states, asides] = [new Map(), new Map(), new Map(), new Map()]
  const owned = (map, user, part) => [...map.values()].filter((row) => row.user === user && row.part === part)
  const ofSession = (session) =>
    [...(messages.get(session) ?? new Map()).values()].sort((a, b) => a.msgNo - b.msgNo)
  return {
    durable: false,
    boxes: async (user, part) => owned(boxes, user, part),
    messages: async (session) => ofSession(session),
    async putMessages(box, added) {
      boxes.set(box.session, { ...box })
      const kept = messages.get(box.session) ?? new Map()
      for (const message of added) kept.set(message.msgNo, { ...message, session: box.session })
      messages.set(box.session, kept)
    },
    async deleteMessages(session, upTo) {
      for (const { msgNo } of ofSession(session)) if (msgNo <= upTo) messages.get(session).delete(msgNo)
    },
    async deleteBox(session) {
      boxes.delete(session)
      messages.delete(session)
    },
    state: async (user, part) => states.get(`${user}/${part}`),
    putState: async (state) => void states.set(`${state.user}/${state.part}`, state),
    deleteState: async (user, part) => void states.delete(`${user}/${part}`),
    asides: async (user, part) => owned(asides, user, part),
    putAside: async (aside) => void asides.set(aside.id, aside),
    deleteAside: async (id) => void asides.delete(id),
    close: () => {},
  }
}
