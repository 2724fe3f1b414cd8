/** The tab's socket, ready to use: live.listen(topic, seq, hear), live.typing(topic), live.watch(tell). */
import { LiveSocket } from './socket.js'
import { watchWaking } from './waking.js'

const { user } = document.body.dataset

export const live = new LiveSocket({ address })
let hearsDesk = false

watchWaking({
  wake: (why) => {
    live.wake()
    if (why === 'look') live.askAgain()
  },
  sleep: () => live.sleep(),
  signal: new AbortController().signal,
})

/** Like live.listen; with the first listener the tab also follows the person's own desk. */
export function listen(topic, seq, hear) {
  const stop = live.listen(topic, seq, hear)
  if (user && !hearsDesk) {
    hearsDesk = true
    live.listen(`desk.${user}`, null, ({ type }) => {
      // What happens on the desk includes every change of one's own rights.
      if (type === 'event') live.askAgain()
    })
  }
  return stop
}

function address() {
  const url = new URL('/ws/live', location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  url.search = new URLSearchParams({ user: user ?? '', lang: document.documentElement.lang })
  return url
}
