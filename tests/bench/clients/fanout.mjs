/**
 * One publication to many listeners: node fanout.mjs '{"url": ..., "listeners": 500, ...}'.
 *
 * From the start of the POST (or of the publisher's message, where there is nothing to post to) to the receipt
 * by each. Exit 1 when one of them got it not exactly once.
 */
import http from 'node:http'
import WebSocket from 'ws'
import { now, round, sleep, summary, usage } from './measure.mjs'

const options = JSON.parse(process.argv[2])
const { url, headers, subscribe, listeners, publications, post, pid } = options
const JOIN_AT_ONCE = 50
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
let marker = null
let startedAt = 0
let seen = new Map()
let latencies = []

const practice = await connect(0, () => {}) // what a process loads for its first socket is no socket's
practice.terminate()
await sleep(500)
const empty = usage(pid)
const joinedAt = now()
const sockets = await join()
const joinMs = now() - joinedAt
const publisher = post ? null : await connect(0, () => {})
await sleep(options.settle * 1000)
const joined = usage(pid)
const lastOnes = []
const all = []
let lost = 0
let twice = 0
let before = joined
for (let n = 0; publications && n <= publications; n++) {
  if (n === 1) before = usage(pid) // the first one is practice
  await publish(n)
}
const after = usage(pid)
console.log(
  JSON.stringify({
    ...summary(all),
    last: summary(lastOnes).p50,
    lost,
    twice,
    joinMs: round(joinMs, 0),
    cpu: round(((after.cpuMs - before.cpuMs) * 1000) / Math.max(1, publications * listeners), 1),
    kib: round((joined.rssKib - empty.rssKib) / listeners, 1),
  }),
)
sockets.forEach((socket) => socket.terminate())
process.exit(lost || twice ? 1 : 0)

async function join() {
  const open = []
  while (open.length < listeners) {
    const batch = Array.from(
      { length: Math.min(JOIN_AT_ONCE, listeners - open.length) },
      (_, n) => open.length + n,
    )
    open.push(...(await Promise.all(batch.map((n) => connect(n, heard(n))))))
  }
  return open
}

function connect(n, onMessage) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers: headers[n % headers.length], perMessageDeflate: false })
    socket.on('error', reject)
    socket.on('open', () => {
      if (!subscribe) return resolve(socket)
      socket.send(subscribe)
      socket.once('message', () => resolve(socket)) // "subscribed"
    })
    socket.on('message', onMessage)
  })
}

function heard(n) {
  return (message) => {
    const at = now()
    if (!marker || !message.includes(marker)) return
    seen.set(n, (seen.get(n) ?? 0) + 1)
    latencies.push(at - startedAt)
  }
}

async function publish(n) {
  marker = `publication-${n}-of-${process.pid}-`
  seen = new Map()
  latencies = []
  const text = (marker + 'lorem ipsum '.repeat(40)).slice(0, 400)
  startedAt = now()
  if (post) await reply(text)
  else publisher.send(text)
  for (const until = now() + 15_000; seen.size < listeners && now() < until;) await sleep(1)
  await sleep(300) // a second copy would come now
  if (n === 0) return
  lost += listeners - seen.size
  twice += [...seen.values()].filter((times) => times > 1).length
  lastOnes.push(Math.max(...latencies))
  all.push(...latencies)
}

function reply(text) {
  const body = new URLSearchParams({ body: text }).toString()
  const sent = { ...post.headers, 'Content-Length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const request = http.request(post.url, { method: 'POST', headers: sent, agent }, (response) => {
      response.resume()
      response.on('end', () =>
        response.statusCode < 400
          ? resolve()
          : reject(new Error(`the reply was answered ${response.statusCode}`)),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}
