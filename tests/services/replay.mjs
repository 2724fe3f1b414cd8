/**
 * A recorded history of editing, replayed through the real server by real clients.
 *
 *   node replay.mjs '{"servers": ["ws://..."], "part": ..., "cookies": [...], "file": ..., "edits": 2000}'
 *
 * Writers are the editor without its screen (replica, outbox, session), each with the server it was given and the
 * next one when that is gone; one more such reader and the unchanged y-websocket provider of npm only listen. A
 * recorded edit is made where the recording has it, once its writer has what it stood on. Ends with one JSON object:
 * whether every text is the known one, and how it went. Without `file`: the project's own invented history.
 */
import process from 'node:process'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { openSocket } from '../../platform/frontend/scripts/documents/drafts/socket.js'
import { Browser, pause } from '../scripts/documents/drafts/browser.js'
import { historyOf } from './replay_history.mjs'

const options = JSON.parse(process.argv[2])
const { servers, part, cookies, pace = 0, seconds = 120 } = options
const deadline = Date.now() + seconds * 1000
const { edits, writers, expected } = historyOf(options)
let reconnected = 0

const browsers = []
for (let n = 0; n <= writers; n++) browsers.push(await open(n))
const reader = browsers.at(-1)
const standard = listen()
await until(() => standard.synced && browsers.every((one) => one.replica.loaded), 'the opening')

const began = Date.now()
for (const [n, edit] of edits.entries()) {
  const { text } = browsers[edit.writer].replica
  await until(() => edit.ready(browsers[edit.writer].replica.doc), `what edit ${n} stands on`)
  browsers[edit.writer].replica.doc.transact(() => edit.make(text))
  if (pace) await pause(Math.max(0, began + ((n + 1) * 1000) / pace - Date.now()))
  else if (n % 50 === 0) await pause(0)
}
const typed = Date.now()
const done = () => [...browsers.map((one) => one.text), standard.doc.getText('text').toString()]
await until(() => browsers.every((one) => one.replica.outbox.pending === 0), 'the acknowledgements')
await until(() => done().every((text) => text === expected), 'equal texts', false)
const late = await open(0)
await until(() => late.text === expected, 'a newcomer', false)

const texts = [...done(), late.text]
console.log(
  JSON.stringify({
    lengths: texts.map((text) => text.length),
    edits: edits.length,
    writers,
    right: texts.filter((text) => text === expected).length,
    texts: texts.length,
    asides: browsers.reduce((sum, one) => sum + one.asides.length, 0),
    length: expected.length,
    rows: reader.replica.since,
    reconnected,
    typing: (typed - began) / 1000,
    seconds: (Date.now() - began) / 1000,
  }),
)
process.exit(texts.every((text) => text === expected) ? 0 : 1)

function open(n) {
  let turn = n
  const connect = (handlers) => {
    const server = servers[turn++ % servers.length]
    reconnected += turn > n + 1 ? 1 : 0
    return openSocket(`${server}/ws/drafts/${part}`, handlers, socketOf(server, cookies[n % cookies.length]))
  }
  return new Browser({ connect, user: String(n % cookies.length), part }).open()
}

function listen() {
  const server = servers.at(-1)
  const Polyfill = socketOf(server, cookies[0])
  const common = { WebSocketPolyfill: Polyfill, disableBc: true, maxBackoffTime: 500 }
  return new WebsocketProvider(`${server}/ws/drafts`, part, new Y.Doc(), common)
}

/** Browsers send cookies and origin by themselves. */
function socketOf(server, cookie) {
  const headers = { Cookie: cookie, Origin: server.replace(/^ws/, 'http') }
  return class extends WebSocket {
    constructor(url, protocols = []) {
      super(url, protocols, { headers })
      this.on('error', () => {}) // as in browsers: the end is told by "close"
    }
  }
}

async function until(condition, what, must = true) {
  while (!condition()) {
    if (Date.now() > deadline) {
      if (!must) return
      console.log(JSON.stringify({ waited: what }))
      process.exit(1)
    }
    await pause(5)
  }
}
