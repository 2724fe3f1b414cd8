/** A WebSocket server on a free port, for tests: remembers what it was told, says what the test wants. */
import { once } from 'node:events'
import { WebSocket, WebSocketServer } from 'ws'

export class Server {
  sockets = []
  heard = []
  #waiting = []

  static async start(port = 0) {
    const server = new Server()
    server.wss = new WebSocketServer({ port, host: '127.0.0.1' })
    await once(server.wss, 'listening')
    server.port = server.wss.address().port
    server.wss.on('connection', (socket) => {
      server.sockets.push(socket)
      socket.on('message', (data) => server.#take(JSON.parse(data)))
    })
    return server
  }

  get address() {
    return `ws://127.0.0.1:${this.port}/ws/live`
  }

  /** The newest connection. */
  get socket() {
    return this.sockets.at(-1)
  }

  say(message) {
    this.socket.send(JSON.stringify(message))
  }

  /** The next message of a type that the clients send. */
  async hear(type) {
    for (;;) {
      const index = this.heard.findIndex((message) => message.type === type)
      if (index >= 0) return this.heard.splice(index, 1)[0]
      await new Promise((resolve) => this.#waiting.push(resolve))
    }
  }

  async stop() {
    this.wss.clients.forEach((client) => client.terminate())
    await new Promise((resolve) => this.wss.close(resolve))
  }

  #take(message) {
    this.heard.push(message)
    this.#waiting.splice(0).forEach((resolve) => resolve())
  }
}

export function open(url) {
  const socket = new WebSocket(url)
  socket.on('error', () => {}) // a browser reports it to nobody but the console
  return socket
}
