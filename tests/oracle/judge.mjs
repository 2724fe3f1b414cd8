// What yjs makes of given updates: the text, or its refusal.
import * as Y from 'yjs'
import { pack, unpack } from './bytes.mjs'

export function judge({ updates }) {
  const doc = new Y.Doc()
  try {
    updates.forEach((update) => Y.applyUpdate(doc, unpack(update)))
  } catch (error) {
    return { error: String(error) }
  }
  return {
    text: doc.getText('text').toString(),
    roots: [...doc.share.keys()],
    vector: Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(doc))),
    pending: Boolean(doc.store.pendingStructs || doc.store.pendingDs),
    state: pack(Y.encodeStateAsUpdate(doc)),
  }
}

// Updates that yjs writes and a draft must not take: everything that is not plain text in the root "text".
export function refused({ kind }) {
  const doc = new Y.Doc()
  doc.clientID = 7
  foreign[kind](doc)
  return pack(Y.encodeStateAsUpdate(doc))
}

const foreign = {
  format: (doc) => doc.getText('text').insert(0, 'bold', { bold: true }),
  embed: (doc) => doc.getText('text').insertEmbed(0, { image: 'x.png' }),
  map: (doc) => doc.getMap('text').set('key', 'value'),
  nested: (doc) => doc.getArray('text').insert(0, [new Y.Text('inner')]),
  binary: (doc) => doc.getArray('text').insert(0, [new Uint8Array([1])]),
  root: (doc) => doc.getText('other').insert(0, 'elsewhere'),
  any: (doc) => doc.getArray('text').insert(0, [1, 2]),
  subdocument: (doc) => doc.getArray('text').insert(0, [new Y.Doc({ guid: 'inner' })]),
  return: (doc) => doc.getText('text').insert(0, 'a\r\nb'),
  nul: (doc) => doc.getText('text').insert(0, 'a\0b'),
}
