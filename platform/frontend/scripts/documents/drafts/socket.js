/** The WebSocket as an effect: opens it, hands over bytes, reports its end exactly once. */
const OPEN_WITHIN = 10_000

/** Opens `url`; `handlers`: `{opened(), message(bytes), closed(code, reason)}`. Gives `{send, close}`. */
export function openSocket(url, handlers, Socket = globalThis.WebSocket) {
  const socket = new Socket(url)
  socket.binaryType = 'arraybuffer'
  let ended = false
  const end = (code, reason) => {
    clearTimeout(timer)
    if (!ended) handlers.closed(code, reason)
    ended = true
  }
  // A proxy that swallows the handshake would otherwise hold us for minutes.
  const timer = setTimeout(() => {
    socket.close()
    end(0, '')
  }, OPEN_WITHIN)
  socket.onopen = () => {
    clearTimeout(timer)
    handlers.opened()
  }
  socket.onmessage = ({ data }) =>
    !ended && data instanceof ArrayBuffer && handlers.message(new Uint8Array(data))
  socket.onclose = ({ code, reason }) => end(code, reason)
  return {
    send: (bytes) => socket.readyState === Socket.OPEN && socket.send(bytes),
    close: () => socket.close(),
  }
}

/** The absolute ws: or wss: address of a path of this site. */
export function socketUrl(path, { protocol, host } = globalThis.location) {
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${path}`
}
