/**
 * What the server knows of the authors (documents/authorship/credits.py): whose each client id is, from which clock at
 * what time, and from which clock on its characters are new to us.
 */
const HUES = 8

export class Credits {
  constructor({ people = [], hands = {}, since = null, fresh = {}, links = {} } = {}) {
    this.people = new Map(people.map((person) => [person.id, person]))
    this.hands = new Map(Object.entries(hands).map(([client, hand]) => [Number(client), hand]))
    this.since = since ? new Date(since) : null
    this.fresh = new Map(Object.entries(fresh).map(([client, clock]) => [Number(client), clock]))
    this.links = links
    this.hues = new Map()
  }

  /** `{id, name, at}` of a character; undefined while the server has not told us of its client. */
  author(client, clock) {
    const hand = this.hands.get(client)
    if (!hand) return undefined
    const [id, stretches] = hand
    return { id, name: this.people.get(id)?.name ?? '', at: timeAt(stretches, clock) }
  }

  knows(client) {
    return this.hands.has(client)
  }

  isFresh(client, clock) {
    const first = this.fresh.get(client)
    return first !== undefined && clock >= first
  }

  /** Where in a run of one client what we have seen ends and what is new begins. */
  freshFrom(client) {
    return this.fresh.get(client)
  }

  /** How much of the text each author has, the largest share first: `[{id, name, hue, units, share}]`. */
  shares(runs) {
    const units = new Map()
    let total = 0
    for (const { client, length } of runs) {
      const id = this.hands.get(client)?.[0]
      if (id === undefined) continue
      units.set(id, (units.get(id) ?? 0) + length)
      total += length
    }
    const found = [...units].map(([id, count]) => ({
      id,
      name: this.people.get(id)?.name ?? '',
      units: count,
    }))
    found.sort((one, other) => other.units - one.units || one.id - other.id)
    this.#colour(found)
    return found.map((one) => ({ ...one, hue: this.hues.get(one.id), share: one.units / total }))
  }

  hue(id) {
    return this.hues.get(id) ?? id % HUES
  }

  /** A person's own colour, as in the list of people, unless somebody with a larger share has it. */
  #colour(authors) {
    const taken = new Set()
    this.hues = new Map()
    for (const { id } of authors) {
      let hue = id % HUES
      while (taken.has(hue) && taken.size < HUES) hue = (hue + 1) % HUES
      taken.add(hue)
      this.hues.set(id, hue)
    }
  }
}

function timeAt(stretches, clock) {
  let at = stretches[0]?.[1] ?? 0
  for (const [from, time] of stretches) {
    if (from > clock) break
    at = time
  }
  return at ? new Date(at * 1000) : null
}

export async function fetchCredits(url) {
  const response = await fetch(url, { headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error(`the authors are not to be had: ${response.status}`)
  return new Credits(await response.json())
}
