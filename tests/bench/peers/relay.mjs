/** The floor of a fan-out: hands each message to every other socket, and nothing else. node relay.mjs PORT */
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({
  port: Number(process.argv[2]),
  host: '127.0.0.1',
  perMessageDeflate: false,
})
server.on('connection', (socket) =>
  socket.on('message', (message, binary) => {
    for (const other of server.clients) if (other !== socket) other.send(message, { binary })
  }),
)
