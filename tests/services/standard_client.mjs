/**
 * The y-websocket provider of npm, unchanged, as a client of a draft.
 *
 *   node standard_client.mjs SERVER PART COOKIE TEXT   (SERVER: ws://host:port, TEXT: what to append, '' to read)
 *
 * Prints a line of JSON whenever its text changes, and the names it sees in awareness; ends at end of input.
 */
import process from 'node:process'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const [server, part, cookie, addition] = process.argv.slice(2)

/** Browsers send cookies and origin by themselves. */
class Polyfill extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, { headers: { Cookie: cookie, Origin: server.replace(/^ws/, 'http') } })
  }
}

const doc = new Y.Doc()
const text = doc.getText('text')
const provider = new WebsocketProvider(`${server}/ws/drafts`, part, doc, {
  WebSocketPolyfill: Polyfill,
  disableBc: true,
  maxBackoffTime: 500,
})

function say() {
  const names = [...provider.awareness.getStates().values()].map((state) => state.user?.name ?? null)
  console.log(JSON.stringify({ text: text.toString(), synced: provider.synced, names }))
}

provider.awareness.setLocalStateField('user', { name: 'somebody else', color: 'red' })
provider.on('sync', (synced) => {
  if (!synced) return
  say()
  if (addition && !text.toString().includes(addition)) text.insert(text.length, addition)
})
text.observe(say)
provider.awareness.on('change', say)

process.stdin.resume()
process.stdin.on('end', () => {
  provider.destroy()
  process.exit(0)
})
