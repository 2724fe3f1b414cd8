/**
 * The y-websocket server with one thing more: each message is on the disk before anybody gets it. This is the
 * least that "stored before it is passed on" costs on a machine. node yws_flush.mjs PORT FILE
 *
 * Written as PostgreSQL writes its log: a page of 8 KiB at a time, over blocks that the file has already.
 */
import fs from 'node:fs'
import http from 'node:http'
import { setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'

const PAGE = 8192
const SIZE = 16 * 1024 * 1024
const [port, file] = process.argv.slice(2)
const log = fs.openSync(file, 'w')
fs.writeSync(log, Buffer.alloc(SIZE))
fs.fsyncSync(log)
const page = Buffer.alloc(PAGE)
let filled = 0
let place = 0

function flush(message) {
  const bytes = Buffer.from(message).subarray(0, PAGE)
  if (filled + bytes.length > PAGE) {
    filled = 0
    place = (place + PAGE) % SIZE
  }
  filled += bytes.copy(page, filled)
  fs.writeSync(log, page, 0, PAGE, place)
  fs.fdatasyncSync(log)
}

const server = http.createServer((_request, response) => response.end('okay'))
const sockets = new WebSocketServer({ noServer: true })
sockets.on('connection', (socket, request) => {
  socket.on('message', flush) // listeners are called in their order: this one is before the server's own
  setupWSConnection(socket, request)
})
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (one) => sockets.emit('connection', one, request)),
)
server.listen(Number(port), '127.0.0.1')
