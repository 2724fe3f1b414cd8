/**
 * How the browser stays in touch with the server: a pure state machine.
 *
 * `step(state, event)` returns `{state, effects}`; the session carries the effects out. The phases: `connecting`
 * (the socket is being opened), `greeting` (HELLO sent), `catching-up` (rows up to the greeting's head are on their
 * way), `live`, `waiting` (offline; a timer will try again), `http` (sockets are blocked here, rows go by polling;
 * the socket is tried again now and then) and `ended` (no right, signed out, gone: no more tries by itself).
 *
 * `reachable` says whether words typed now can get out; only then may a screen speak of "Saving".
 */
export const SOCKET_TRIES_BEFORE_HTTP = 3
/** A socket that worked here before is more likely down than blocked. */
export const LOST_SOCKET_TRIES_BEFORE_HTTP = 8
export const SOCKET_AGAIN_AFTER = 60_000
const SOCKET_AGAIN_SOON = 10_000
const FIRST_WAIT = 500
const LONGEST_WAIT = 15_000
const SLOW_DOWN_WAIT = 5_000

/** Close codes after which trying again by oneself is pointless. */
const ENDINGS = { 4401: 'signed-out', 4403: 'no-right', 4404: 'gone' }

export function createTransport() {
  return { phase: 'idle', attempt: 0, everOpened: false, reachable: false, ending: null, viaHttp: false }
}

/** `random` in [0, 1) gives the jitter, so that thirty people do not come back in the same instant. */
export function step(state, event, random = Math.random()) {
  const handler = handlers[event.type]
  return (handler && handler(state, event, random)) ?? stay(state)
}

const handlers = {
  start: (state) => connect({ ...state, attempt: 0, ending: null }),
  opened: (state) =>
    state.phase === 'connecting' && to(state, { phase: 'greeting', everOpened: true }, [{ type: 'hello' }]),
  greeted: (state) =>
    state.phase === 'greeting' &&
    to(state, { phase: 'catching-up', attempt: 0, reachable: true, viaHttp: false }, [
      { type: 'stop-polling' },
    ]),
  'caught-up': (state) => state.phase === 'catching-up' && to(state, { phase: 'live' }),
  closed: lost,
  silent: (state) => state.phase !== 'waiting' && to(state, {}, [{ type: 'disconnect' }]),
  retry: (state) => ['waiting', 'http'].includes(state.phase) && connect(state),
  wake: (state) => (state.phase === 'live' ? to(state, {}, [{ type: 'ask-head' }]) : hurry(state)),
  online: (state) => (state.phase === 'live' ? to(state, {}, [{ type: 'ask-head' }]) : hurry(state)),
  offline: (state) => to(state, {}, state.phase === 'live' ? [{ type: 'ask-head' }] : []),
  polled: (state) => state.viaHttp && to(state, { reachable: true }),
  'poll-failed': (state, event) => {
    if (ENDINGS[event.code]) return end(state, ENDINGS[event.code], event.reason ?? '')
    return state.viaHttp && to(state, { reachable: false })
  },
  stop: (state) =>
    to(state, { phase: 'idle', reachable: false }, [{ type: 'disconnect' }, { type: 'stop-polling' }]),
}

function lost(state, event, random) {
  if (['idle', 'ended', 'waiting'].includes(state.phase)) return null
  if (ENDINGS[event.code]) return end(state, ENDINGS[event.code], event.reason)
  const attempt = state.attempt + 1
  const tries = state.everOpened ? LOST_SOCKET_TRIES_BEFORE_HTTP : SOCKET_TRIES_BEFORE_HTTP
  if (state.viaHttp || attempt >= tries) return goOnByHttp({ ...state, attempt }, random)
  const base = event.code === 4408 ? SLOW_DOWN_WAIT : FIRST_WAIT
  const ms = jitter(Math.min(LONGEST_WAIT, base * 2 ** state.attempt), random)
  return to(state, { phase: 'waiting', attempt, reachable: false }, [{ type: 'schedule', ms }])
}

/** While polling works, the socket is tried beside it, rarely; while it does not, the socket is as good a hope. */
function goOnByHttp(state, random) {
  const again = {
    type: 'schedule',
    ms: jitter(state.reachable ? SOCKET_AGAIN_AFTER : SOCKET_AGAIN_SOON, random),
  }
  return to(state, { phase: 'http', viaHttp: true }, state.viaHttp ? [again] : [{ type: 'poll' }, again])
}

function end(state, ending, reason) {
  const effects = [{ type: 'disconnect' }, { type: 'stop-polling' }, { type: 'ended', ending, reason }]
  return to(state, { phase: 'ended', reachable: false, ending }, effects)
}

function hurry(state) {
  return ['waiting', 'http'].includes(state.phase)
    ? connect({ ...state, attempt: Math.min(state.attempt, 2) })
    : null
}

function connect(state) {
  return to(state, { phase: 'connecting' }, [{ type: 'connect' }])
}

function to(state, change, effects = []) {
  return { state: { ...state, ...change }, effects }
}

function stay(state) {
  return { state, effects: [] }
}

function jitter(ms, random) {
  return Math.round(ms * (0.75 + random / 2))
}
