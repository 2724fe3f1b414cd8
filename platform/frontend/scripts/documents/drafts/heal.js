/**
 * What a server restored from a backup lacks, seen from one browser.
 *
 * The server shows its state vector (or its whole text was read, which comes to the same). Where it has fewer
 * characters of a client than we do, it has lost some; where it has more though we have read all its rows, the numbers
 * of the rows do not mean what they meant, and we must read everything again.
 */
import * as Y from 'yjs'

/**
 * An update with own words the server lacks, or null.
 *
 * Only those of this user's own clients: nobody may write in the name of others. `replica`: see replica.js.
 */
export function findLost({ doc, clients, serverHas }) {
  if (!serverHas) return null
  const here = vectorOf(doc)
  const lacking = [...clients].filter((client) => (here.get(client) ?? 0) > (serverHas.get(client) ?? 0))
  if (!lacking.length) return null
  const target = new Map(here)
  for (const client of lacking) target.set(client, serverHas.get(client) ?? 0)
  return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(target))
}

/** Does the server have words that have not come here though all its rows have? */
export function isIncomplete({ doc, serverHas }) {
  const here = vectorOf(doc)
  return [...(serverHas ?? [])].some(([client, clock]) => clock > (here.get(client) ?? 0))
}

function vectorOf(doc) {
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}
